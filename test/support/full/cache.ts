/** A user for each application that uses the cache. */
export const users = {
  worker: {
    keys: ['jobs:*', '{jobs}:*'],
    channels: ['jobs:*'],
    commands: ['+scan', '-@geo'],
    reason: 'the dashboard lists jobs',
  },
};

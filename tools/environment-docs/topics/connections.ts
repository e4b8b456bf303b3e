import { connectionStrings } from '../../../config/application/connection-strings.ts';
import { connections } from '../../../config/application/connections.ts';
import { egress } from '../../../config/application/egress.ts';
import type { Topic } from '../topic.ts';

/** What applications connect to. */
export const connectionTopics: readonly Topic[] = [
  {
    title: 'Connections',
    need: 'a database, a cache, another application, a connection string in one variable',
    text: 'Each entry of `uses` opens the network and gives the container its variables. `connections` gives them in other forms.',
    of: 'application',
    keys: [...Object.keys(connections), ...Object.keys(connectionStrings)],
    example: {
      file: `
database: { storage: 20Gi }
applications:
  web: { uses: [database], connections: { database: { url: DATABASE_URL } } }`,
    },
    shown: [{ kind: 'Rollout', name: 'web', at: 'spec.template.spec.containers.0', keys: ['env'] }],
    page: 'network.md#what-a-connection-gives-an-application',
  },
  {
    title: 'Ways out',
    need: 'a destination outside of the namespace: mail, an API, the Internet',
    text: 'The network is closed. `egress` opens ways out of the namespace.',
    of: 'application',
    keys: Object.keys(egress),
    example: { application: 'egress: { mail: { network: 198.51.100.0/24, port: 465 } }' },
    shown: [{ kind: 'NetworkPolicy', name: 'web', at: 'spec', keys: ['egress'] }],
    page: 'network.md#ways-out',
  },
];

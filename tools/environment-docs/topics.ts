import type { Topic } from './topic.ts';
import { connectionTopics } from './topics/connections.ts';
import { containerTopics } from './topics/container.ts';
import { fileTopics } from './topics/file.ts';
import { runTopics } from './topics/runs.ts';
import { trafficTopics } from './topics/traffic.ts';

/** The chapters of docs/environment.md, in order. Each key of the file and of an application is in exactly one. */
export const topics: readonly Topic[] = [
  ...runTopics,
  ...containerTopics,
  ...trafficTopics,
  ...connectionTopics,
  ...fileTopics,
];

import { z } from 'zod';
import { application } from './application/application.ts';
import { cache } from './cache.ts';
import { cluster } from './cluster.ts';
import { database } from './database.ts';
import { gitops } from './gitops.ts';
import { objects } from './objects.ts';
import { patches } from './patches.ts';
import { imagePullSecrets } from './pull-secrets.ts';
import { namespaceName, objectName } from './units/names.ts';

/** What an environment file may say, field by field. `environment.ts` adds what several fields show together. */
export const environmentFields = z.strictObject({
  name: objectName.meta({ description: 'Name of the environment, and of its folder in the tree.' }),
  namespace: namespaceName.optional().meta({ description: 'Namespace of all objects. Default: the name.' }),
  cluster: cluster.meta({ description: 'What the cluster offers, at least its storageClass.' }),
  imagePullSecrets: imagePullSecrets.meta({
    description:
      'Secrets of type kubernetes.io/dockerconfigjson for registries, which all pods have. They must exist. Default: none.',
  }),
  applications: z
    .record(objectName, application)
    .default({})
    .meta({ description: 'Applications, by name. Default: none.' }),
  database: database.optional().meta({ description: 'PostgreSQL. Default: none.' }),
  databases: z.record(objectName, database).default({}).meta({
    description:
      'Further databases by name, each a Cluster or a managed service as `database` is. Default: none.',
  }),
  cache: cache.optional().meta({ description: 'Valkey with Sentinel. Default: none.' }),
  caches: z.record(objectName, cache).default({}).meta({
    description:
      'Further caches by name, each with Sentinel or a managed service as `cache` is. Default: none.',
  }),
  objects,
  patches,
  observability: z.boolean().default(true).meta({
    description:
      'Whether monitors, alerts and a dashboard are made. Without them, you must scrape the applications for analyses and scaling rules that query Prometheus.',
  }),
  gitops: gitops.optional().meta({
    description:
      'Where Argo CD syncs this environment from. Default: no objects of Argo CD, and no alerts about it.',
  }),
});

/** An environment field by field, before the defaults that depend on other fields. */
export type EnvironmentFields = z.output<typeof environmentFields>;

/** What code with the typed classes must say, and must not: constructs, units and what charts read. */

import { App, Chart, type Duration } from 'cdk8s';
import { ProductionStack } from '../../charts/production-stack.ts';
import type { Environment } from '../../config/environment.ts';
import { parseDuration } from '../../config/units/duration.ts';
import type { Image } from '../../config/units/image.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { Rollout, type RolloutSpec } from '../../imports/argo-rollouts.ts';
import { CertificateSpecPrivateKeyAlgorithm, Issuer } from '../../imports/cert-manager.ts';
import { Cluster } from '../../imports/cloudnative-pg.ts';
import { ScaledObject } from '../../imports/keda.ts';

declare const environment: Environment;
declare const image: Image;
const chart = new Chart(new App(), 'types');
const metadata = { name: 'database' };
const scaleTargetRef = { name: 'web' };
const storage = { size: '1Gi' };

// A stack of a parsed environment, in a cdk8s app.
new ProductionStack(chart, environment);

// @ts-expect-error 2740 a stack of an environment that is not parsed
new ProductionStack(chart, { name: 'production', cluster: { storageClass: 'ssd' } });

// A branch that charts do not write takes any value; its key is checked.
new Cluster(chart, 'cluster', {
  metadata,
  spec: { instances: 3, storage, managed: { roles: [] }, probes: { readiness: {} } },
});

// @ts-expect-error 2353 a misspelled key of a custom resource
new Cluster(chart, 'key', { metadata, spec: { instances: 3, storage, image: 'postgres' } });

// @ts-expect-error 2561 a misspelled key of a branch that charts write
new Cluster(chart, 'branch', { metadata, spec: { instances: 3, storage: { storageClas: 'ssd' } } });

// @ts-expect-error 2741 a custom resource without a required key
new Cluster(chart, 'required', { metadata, spec: { storage } });

// @ts-expect-error 2322 a value of another type
new ScaledObject(chart, 'value', { spec: { scaleTargetRef, triggers: [], pollingInterval: '30s' } });

// @ts-expect-error 2741 a custom resource without its spec
new Rollout(chart, 'spec', {});

// @ts-expect-error 2561 a misspelled key of an issuer
new Issuer(chart, 'issuer', { spec: { selfsigned: {} } });

// @ts-expect-error 2339 a value that the definition does not list
export const algorithm = CertificateSpecPrivateKeyAlgorithm.DSA;

declare const spec: RolloutSpec;
// @ts-expect-error 2540 what is given to a construct is not changed afterwards
spec.replicas = 3;

const quantity: Quantity = Quantity.parse('1Gi').plus(Quantity.parse('1Mi'));
export const mebibytes: number = quantity.in('Mi');

// @ts-expect-error 2345 a sum of a quantity and a text
quantity.plus('1Gi');

// @ts-expect-error 2345 a unit that Kubernetes does not know
quantity.in('MiB');

// @ts-expect-error 2674 a quantity that is not parsed
new Quantity(1n, []);

// @ts-expect-error 2322 a quantity where a text is wanted
export const text: string = quantity;

export const drain: Duration = parseDuration('10s');

// @ts-expect-error 2322 a duration where a number is wanted: its unit would be lost
export const seconds: number = drain;

// @ts-expect-error 2322 a database as charts read it, whose size is a text
export const databaseSize: string =
  environment.database?.external === false ? environment.database.storage : '';

// @ts-expect-error 2339 the volume of a managed service, which has none here
export const volume = environment.cache?.external === true ? environment.cache.storage : undefined;

// @ts-expect-error 2540 a parsed image is not changed
image.tag = 'latest';

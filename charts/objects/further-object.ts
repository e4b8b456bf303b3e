import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { type FurtherManifest, syncWaveKey } from '../../config/objects.ts';
import { labelsOf } from '../tier.ts';

/** An object as an environment gives it, with the labels of all objects and the sync wave of its group. */
export class FurtherObject extends ApiObject {
  constructor(
    scope: Construct,
    id: string,
    environment: Environment,
    manifest: FurtherManifest,
    syncWave: number,
  ) {
    const { metadata } = manifest;
    const labels = { ...metadata.labels, ...labelsOf(environment) };
    const annotations = { ...metadata.annotations, [syncWaveKey]: String(syncWave) };
    super(scope, id, {
      ...manifest,
      metadata: { ...metadata, namespace: environment.namespace, labels, annotations },
    });
  }
}

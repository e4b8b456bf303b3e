import type { Application } from '../../../config/application/application.ts';
import type { Environment } from '../../../config/environment.ts';
import { renderEnvironment } from '../../../output/render.ts';
import type { Manifest } from '../../support/manifests.ts';

/** How much of what it may have an environment has today. */
export type Load = 'least' | 'most';

export interface World {
  readonly environment: Environment;
  readonly manifests: readonly Manifest[];
  readonly load: Load;
  /** Whether scrapes of controllers keep the label `namespace` of their series. */
  readonly honorsLabels: boolean;
}

export function worldOf(environment: Environment, load: Load, honorsLabels: boolean): World {
  const manifests = renderEnvironment(environment).objects.map(
    ({ manifest }) => manifest as unknown as Manifest,
  );
  return { environment, manifests, load, honorsLabels };
}

/** The labels of an object that a controller in another namespace tells of. */
export function toldBy({ environment, honorsLabels }: World, controller: string): Record<string, string> {
  const { namespace } = environment;
  return honorsLabels ? { namespace } : { namespace: controller, exported_namespace: namespace };
}

export function ofKind({ manifests }: World, kind: string): readonly Manifest[] {
  return manifests.filter(manifest => manifest.kind === kind);
}

/** Replicas of an application today, and the most that it may have. */
export function replicasOf(
  { load }: World,
  { scale }: Application,
): { now: number; min: number; max: number } {
  const [min, max] = typeof scale === 'number' ? [scale, scale] : [scale.min, scale.max];
  return { now: load === 'most' ? max : min, min, max };
}

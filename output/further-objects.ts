import { objectsTier } from '../charts/objects/objects-tier.ts';
import type { Environment } from '../config/environment.ts';
import type { Path } from '../config/path.ts';
import { identityOf, type Placed } from '../rules/model/manifest.ts';
import { type ObjectFault, Unfit } from './unfit.ts';

/**
 * Refuses further objects that Slipway makes itself: of two objects of one name, the API server keeps the last.
 *
 * @throws Unfit with all of them.
 */
export function refuseTakenNames(
  { name, objects, namespace }: Environment,
  rendered: readonly Required<Placed>[],
): void {
  const further = new Map<string, Path>();
  for (const [group, { manifests }] of Object.entries(objects)) {
    for (const [index, manifest] of manifests.entries()) {
      const placed = {
        manifest: { ...manifest, metadata: { ...manifest.metadata, namespace } },
        origin: name,
      };
      further.set(identityOf(placed), ['objects', group, 'manifests', index]);
    }
  }
  if (further.size === 0) return;
  const faults = rendered.flatMap((object): ObjectFault[] => {
    const path = object.origin === `${name}/${objectsTier}` ? undefined : further.get(identityOf(object));
    if (path === undefined) return [];
    const { kind, metadata } = object.manifest;
    const message = `found ${kind} ${metadata.name}, which ${object.construct} makes, expected an object that no other key makes; rename it, or change the other one in patches`;
    return [{ path, message }];
  });
  if (faults.length > 0) throw new Unfit(faults);
}

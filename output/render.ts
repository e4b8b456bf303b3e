import { ApiObject, App } from 'cdk8s';
import type { Construct } from 'constructs';
import { ProductionStack } from '../charts/production-stack.ts';
import type { Environment } from '../config/environment.ts';
import type { Manifest, Placed } from '../rules/model/manifest.ts';
import type { Violation } from '../rules/violation.ts';
import { ArgoCd } from './argocd/argo-cd.ts';
import type { ArgoCdShare } from './argocd/share.ts';
import type { Emitted } from './argocd/synced-environment.ts';
import { refuseTakenNames } from './further-objects.ts';
import { inOrder } from './order.ts';
import { patched } from './patches/patch.ts';
import { argoCdFolder } from './tree.ts';

/** The objects of a tree of constructs. */
export interface Rendered {
  readonly objects: readonly Required<Placed>[];
  /** The faults that constructs report (`node.addValidation`). */
  readonly violations: readonly Violation[];
}

/** Every object of an environment, tier by tier; `origin` is `<environment>/<tier>`. @throws Unfit */
export function renderEnvironment(environment: Environment): Rendered {
  const stack = new ProductionStack(new App(), environment);
  const tiers = stack.node.children.map(tier => renderBelow(tier, `${environment.name}/${tier.node.id}`));
  const objects = tiers.flatMap(tier => tier.objects);
  refuseTakenNames(environment, objects);
  return {
    objects: patched(environment, objects),
    violations: tiers.flatMap(tier => tier.violations),
  };
}

/** The objects that an operator applies to Argo CD by hand; none if no environment has `gitops`. */
export function renderArgoCd(emitted: readonly Emitted[], kept: readonly ArgoCdShare[]): Rendered {
  return renderBelow(new ArgoCd(new App(), emitted, kept), argoCdFolder);
}

/**
 * The objects below a construct, in one pass over its tree.
 *
 * cdk8s' own `App.synth()` sorts all charts by their dependencies, which takes quadratic time
 * (docs/decisions/linear-synth.md); order means nothing in a tree of one object a file.
 */
export function renderBelow(scope: Construct, origin: string): Rendered {
  const objects: Required<Placed>[] = [];
  const violations: Violation[] = [];
  for (const construct of scope.node.findAll()) {
    for (const message of construct.node.validate()) {
      violations.push(ofConstruct(construct.node.path, message));
    }
    if (ApiObject.isApiObject(construct)) {
      const manifest = inOrder(construct.toJson() as Manifest);
      objects.push({ manifest, origin, construct: construct.node.path });
    }
  }
  return { objects, violations };
}

function ofConstruct(path: string, message: string): Violation {
  return {
    rule: 'construct',
    where: path,
    found: message,
    allowed: 'what the construct accepts',
    fix: 'change the props of the construct',
  };
}

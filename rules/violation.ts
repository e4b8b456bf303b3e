import { mostListed } from '../config/units/expected.ts';
import { nameOf, type Placed } from './model/manifest.ts';

/** Where, what was found, what is allowed, what to change. Each part lower case, without a full stop. */
export interface Finding {
  /** The object: `production/application/Service web`. */
  readonly where: string;
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
  /** The object itself. - unknown, for findings of constructs. */
  readonly object?: { readonly origin: string; readonly kind: string; readonly name: string };
}

/** A finding and the rule that made it. */
export interface Violation extends Finding {
  readonly rule: string;
}

/** What is wrong with an object. */
export function finding(object: Placed, what: Pick<Finding, 'found' | 'allowed' | 'fix'>): Finding {
  const { origin, manifest } = object;
  return {
    where: nameOf(object),
    ...what,
    object: { origin, kind: manifest.kind, name: manifest.metadata.name },
  };
}

/** `production/application/Service web: targetPort htp is not a port of …; allowed: http, metrics; name one of them` */
export function formatViolation({ where, found, allowed, fix }: Finding): string {
  return `${where}: ${found}; allowed: ${allowed}; ${fix}`;
}

/** The objects cannot be written because rules refuse them; commands exit with code 1. */
export class Violations extends Error {
  override readonly name = 'Violations';

  constructor(readonly violations: readonly Violation[]) {
    const more = violations.length - mostListed;
    const shown = violations.slice(0, mostListed).map(formatViolation);
    super([...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'));
  }
}

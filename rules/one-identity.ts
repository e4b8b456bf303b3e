import { identityOf, nameOf, type Placed } from './model/manifest.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const oneIdentity: Rule = {
  name: 'one-identity',
  why: 'the API server knows one object of a group, kind, namespace and name: the second silently replaces the first',

  check({ all }) {
    const owners = new Map<string, Placed>();
    const findings: Finding[] = [];
    for (const object of all) {
      const identity = identityOf(object);
      const first = owners.get(identity);
      if (first === undefined) owners.set(identity, object);
      else findings.push(duplicate(first, object));
    }
    return findings;
  },
};

function duplicate(first: Placed, second: Placed): Finding {
  const { kind, metadata } = second.manifest;
  const place = metadata.namespace ? ` in namespace ${metadata.namespace}` : '';
  return finding(second, {
    found: `${maker(first)} and ${maker(second)} both make ${kind} ${metadata.name}${place}`,
    allowed: 'one object of a kind and name in a namespace',
    fix: 'rename or remove one of the two',
  });
}

function maker(object: Placed): string {
  return object.construct ?? nameOf(object);
}

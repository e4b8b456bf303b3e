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
      const other = owners.get(identity);
      if (other === undefined) owners.set(identity, object);
      else findings.push(twice(other, object));
    }
    return findings;
  },
};

function twice(one: Placed, other: Placed): Finding {
  const { kind, metadata } = other.manifest;
  const place = metadata.namespace ? ` in namespace ${metadata.namespace}` : '';
  return finding(other, {
    found: `${maker(one)} and ${maker(other)} both make ${kind} ${metadata.name}${place}`,
    allowed: 'one object of a kind and name in a namespace',
    fix: 'rename or remove one of the two',
  });
}

function maker(object: Placed): string {
  return object.construct ?? nameOf(object);
}

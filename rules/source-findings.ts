import type { Reference } from './model/references.ts';
import type { Sources } from './model/sources.ts';
import { firstOf } from './model/words.ts';
import { type Finding, finding } from './violation.ts';

/** References to a Secret, a ConfigMap or one of its keys that nothing makes. */
export function sourceFindings(
  kind: 'ConfigMap' | 'Secret',
  references: readonly Reference[],
  sources: Sources,
): Finding[] {
  return references.flatMap(reference => {
    const { object, name, key, by } = reference;
    const { namespace = '' } = object.manifest.metadata;
    const source = `${namespace}/${name}`;
    if (!sources.has(source)) return [noSource(kind, reference, namespace, sources)];
    const keys = sources.get(source);
    if (key === undefined || keys === undefined || keys.has(key)) return [];
    return [
      finding(object, {
        found: `${by} takes key ${key} of ${kind} ${name}, which has no such key`,
        allowed: firstOf(keys, 12) || 'none, since it is empty',
        fix: `name one of these, or add the key to the ${kind}`,
      }),
    ];
  });
}

function noSource(kind: string, { object, name, by }: Reference, namespace: string, sources: Sources) {
  const others = [...sources.keys()].filter(key => key.startsWith(`${namespace}/`));
  const names = others.map(key => key.slice(namespace.length + 1));
  return finding(object, {
    found: `${by} takes ${kind} ${name}, which nothing makes`,
    allowed:
      firstOf(names.filter(other => other !== 'kube-root-ca.crt')) || `none, since there is no ${kind}`,
    fix:
      kind === 'Secret'
        ? 'name one of these, or name a Secret that exists in the environment'
        : 'name one of these, or add it',
  });
}

/**
 * What the kubelet makes of a text with references, written after kubernetes
 * `third_party/forked/golang/expansion/expand.go`, rune by rune as that does it: an oracle for config/units/references.ts.
 */
export function expanded(text: string, known: ReadonlyMap<string, string>): string {
  let made = '';
  for (let at = 0; at < text.length; at++) {
    const next = text[at + 1];
    if (text[at] !== '$' || next === undefined) {
      made += text[at];
    } else if (next === '(') {
      const end = text.indexOf(')', at);
      const name = text.slice(at + 2, end);
      made += end < 0 ? '$(' : (known.get(name) ?? `$(${name})`);
      at = end < 0 ? at + 1 : end;
    } else {
      made += next === '$' ? '$' : `$${next}`;
      at++;
    }
  }
  return made;
}

/**
 * The environment of a container: each value with what came before (kubernetes `pkg/kubelet/kubelet_pods.go`,
 * `makeEnvironmentVariables`). What comes from a Secret is taken as it is.
 */
export function environmentOf(
  variables: readonly { readonly name: string; readonly value?: string }[],
): Map<string, string> {
  const known = new Map<string, string>();
  for (const { name, value } of variables) {
    known.set(name, value === undefined ? `secret $(${name})` : expanded(value, known));
  }
  return known;
}

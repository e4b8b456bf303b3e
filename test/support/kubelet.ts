/**
 * The text in which the kubelet has expanded references, rune by rune as in kubernetes
 * `third_party/forked/golang/expansion/expand.go`: an oracle for config/units/references.ts.
 */
export function expanded(text: string, known: ReadonlyMap<string, string>): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const next = text[at + 1];
    if (text[at] !== '$' || next === undefined) {
      result += text[at];
    } else if (next === '(') {
      const end = text.indexOf(')', at);
      const name = text.slice(at + 2, end);
      result += end < 0 ? '$(' : (known.get(name) ?? `$(${name})`);
      at = end < 0 ? at + 1 : end;
    } else {
      result += next === '$' ? '$' : `$${next}`;
      at++;
    }
  }
  return result;
}

/**
 * The environment of a container. A value may refer to variables before it (kubernetes `pkg/kubelet/kubelet_pods.go`,
 * `makeEnvironmentVariables`). A value from a Secret is not expanded.
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

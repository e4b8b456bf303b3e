/** The values that a refusal is about: paths of the schema's faults, names of those that the templates find. */
export function namedIn(message: string): string[] {
  const ofSchema = [...message.matchAll(/^- at '([^']*)': (.*)$/gm)].map(([, path = '', fault = '']) => {
    const [, key] = /^(?:additional properties|missing property) '([^']*)'/.exec(fault) ?? [];
    const [, name] = /^invalid propertyName '([^']*)'/.exec(fault) ?? [];
    return name ?? (key === undefined ? path : `${path}/${key}`);
  });
  const ofTemplates = [
    ...message.matchAll(/^([a-z][^\s:]*\.[^\s:]*|patches\[\d+\]|namespace|imagePullSecrets): /gm),
  ].map(([, name = '']) => name);
  return [...ofSchema, ...ofTemplates];
}

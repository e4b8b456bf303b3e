/** Keys and indices that lead to a value. */
export type Path = readonly PropertyKey[];

/** `applications.web.scale.rules[0].cooldown`, with quotes around keys that hold a dot or a blank. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[-\w]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text ? `${text}.${name}` : name;
  }, '');
}

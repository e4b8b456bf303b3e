/** Keys and indices that lead to a value. */
export type Path = readonly PropertyKey[];

/** `applications.web.scale.rules[0].cooldown`, with quotes around keys that contain a dot or a space. */
export function formatPath(path: Path): string {
  return path.reduce<string>(pathBelow, '');
}

/** A formatted path with one more key or index. */
export function pathBelow(path: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const name = String(key);
  if (!/^[-\w]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path ? `${path}.${name}` : name;
}

/**
 * Where a live object does not hold what was sent, as paths with both values. Fields that only the server has do not
 * count.
 */
export function differences(sent: unknown, stored: unknown, path = ''): readonly string[] {
  if (Array.isArray(sent) && Array.isArray(stored)) {
    if (sent.length === stored.length) {
      return sent.flatMap((entry, index) => differences(entry, stored[index], `${path}[${index}]`));
    }
  } else if (isMap(sent) && isMap(stored)) {
    return Object.entries(sent).flatMap(([key, value]) => differences(value, stored[key], `${path}.${key}`));
  } else if (sent === stored || isEmpty(sent, stored)) return [];
  return [`${path}: sent ${JSON.stringify(sent)}, stored ${JSON.stringify(stored)}`];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An empty map that the server leaves out means the same to it. */
function isEmpty(sent: unknown, stored: unknown): boolean {
  return stored === undefined && isMap(sent) && Object.keys(sent).length === 0;
}

/**
 * Where a live object does not hold what was sent, as paths with both values; fields that only the server
 * has are no difference.
 */
export function differences(sent: unknown, kept: unknown, path = ''): readonly string[] {
  if (Array.isArray(sent) && Array.isArray(kept)) {
    if (sent.length === kept.length) {
      return sent.flatMap((entry, index) => differences(entry, kept[index], `${path}[${index}]`));
    }
  } else if (isMap(sent) && isMap(kept)) {
    return Object.entries(sent).flatMap(([key, value]) => differences(value, kept[key], `${path}.${key}`));
  } else if (sent === kept || isEmpty(sent, kept)) return [];
  return [`${path}: sent ${JSON.stringify(sent)}, kept ${JSON.stringify(kept)}`];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An empty map that the server leaves out means the same to it. */
function isEmpty(sent: unknown, kept: unknown): boolean {
  return kept === undefined && isMap(sent) && Object.keys(sent).length === 0;
}

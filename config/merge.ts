/** Data that JSON can hold. */
export type Data = null | boolean | number | string | readonly Data[] | DataObject;

export interface DataObject {
  readonly [key: string]: Data;
}

export function isDataObject(data: Data | undefined): data is DataObject {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/**
 * JSON Merge Patch (RFC 7396): objects merge key by key, `null` removes a key, anything else replaces.
 *
 * The data must not have the key `__proto__`; the reader refuses it.
 */
export function mergePatch(target: Data | undefined, patch: Data): Data {
  if (!isDataObject(patch)) return patch;
  const merged: Record<string, Data> = isDataObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

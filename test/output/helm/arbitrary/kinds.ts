import fc from 'fast-check';

/** The kind of an application; `withKind` makes the rest of it fit. */
export const kinds = { kind: fc.constantFrom('web' as const, 'worker' as const) };

/** Keys that an application of a kind does not have. */
const unknownTo = {
  web: [],
  worker: ['host', 'port', 'health', 'traffic'],
} as const;

/** An application without what its kind refuses. */
export function withKind<T extends { readonly kind?: keyof typeof unknownTo }>(application: T): T {
  const { kind = 'web' } = application;
  const left = Object.entries(application).filter(([key]) => !unknownTo[kind].some(other => other === key));
  const { delivery, scale, ...rest } = Object.fromEntries(left) as Record<string, unknown> & {
    readonly delivery?: { readonly strategy?: string };
    readonly scale?: number | { readonly rules: readonly { readonly metric: string }[] };
  };
  if (kind === 'web') return application;
  const rules =
    typeof scale === 'object' ? scale.rules.filter(({ metric }) => metric !== 'RequestCount') : [];
  return {
    ...rest,
    ...(delivery?.strategy === 'rollingUpdate' && { delivery }),
    ...(typeof scale === 'number' && { scale }),
    ...(typeof scale === 'object' && rules.length > 0 && { scale: { ...scale, rules } }),
  } as unknown as T;
}

/** The names of applications that others may use. */
export function listening(applications: Readonly<Record<string, { readonly kind?: string }>>): string[] {
  return Object.entries(applications).flatMap(([name, { kind }]) => (kind === 'worker' ? [] : [name]));
}

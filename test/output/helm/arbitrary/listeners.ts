import fc from 'fast-check';
import type { EnvironmentInput } from '../../../../config/environment.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

/** What is drawn for the listeners of an application: by name, whether the pods decrypt what arrives there. */
export const drawnListeners = fc.dictionary(fc.constantFrom('mqtt', 'on', 'ssh'), fc.boolean(), {
  maxKeys: 2,
});

/** Listeners as a file says them, at ports that no other application has. */
export function withListeners(
  application: ApplicationInput,
  key: string,
  drawn: Readonly<Record<string, boolean>>,
): ApplicationInput {
  const { protocol, ports = {}, kind = 'web' } = application;
  const [named] = Object.keys(ports).filter(name => (ports[name]?.protocol ?? 'TCP') === 'TCP');
  const isReached = kind === 'web' || kind === 'stateful';
  if (!isReached || (protocol !== 'TCP' && named === undefined)) return application;
  const first = 1000 + 10 * [...key].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const listeners = Object.entries(drawn).map(([name, isTls], index) => {
    const targetPort = protocol !== 'TCP' || index === 1 ? named : undefined;
    const listener = {
      ...(isTls
        ? { port: 443, protocol: 'TLS' as const, hostname: `${name}-${key}.example.org` }
        : { port: first + index }),
      ...(targetPort !== undefined && { targetPort }),
    };
    return [name, listener] as const;
  });
  return { ...application, listeners: Object.fromEntries(listeners) };
}

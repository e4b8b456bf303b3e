import type { ApplicationFields } from '../application/application.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** Keys that only an application has that answers requests, and what they would be for. */
const keysOfRequests = {
  host: 'no request of a user reaches it',
  hosts: 'no request of a user reaches it',
  redirects: 'no request of a user reaches it',
  routes: 'no request of a user reaches it',
  ingressAnnotations: 'no request of a user reaches it',
  port: 'it listens on no port',
  health: 'nothing requests it',
} as const satisfies Partial<Record<keyof ApplicationFields, string>>;

/** Keys that do not fit the kind of an application, as its file has them. */
export function checkKind(checking: Checking, path: Path, fields: ApplicationFields): void {
  if (!checking.isSound(...path, 'kind') || fields.kind !== 'worker') return;
  for (const [key, why] of Object.entries(keysOfRequests)) {
    const value = fields[key as keyof typeof keysOfRequests];
    if (value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)) continue;
    checking.refuse(
      [...path, key],
      `found ${show(value)} for an application of kind worker, but ${why}; remove it, or write kind: web`,
    );
  }
  if (checking.isSound(...path, 'scale') && typeof fields.scale === 'object') {
    fields.scale.rules.forEach(({ metric }, index) => {
      if (metric !== 'RequestCount') return;
      checking.refuse(
        [...path, 'scale', 'rules', index, 'metric'],
        'found "RequestCount" for an application of kind worker, which gets no requests; scale by CPUUtilization, MemoryUtilization or Prometheus',
      );
    });
  }
  if (checking.isSound(...path, 'delivery') && fields.delivery?.strategy === 'blueGreen') {
    checking.refuse(
      [...path, 'delivery', 'strategy'],
      'found "blueGreen" for an application of kind worker, expected rollingUpdate: both versions would take work at the same time, and there are no requests to switch; write rollingUpdate or remove delivery',
    );
  }
}

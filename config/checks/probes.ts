import { type Application, answersRequests } from '../application/application.ts';
import { handlers, type Probe } from '../application/probes.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** Keys of an HTTP request. */
const httpKeys = ['port', 'headers'] as const;

/** A probe has one handler, and only the keys of that one. */
export function checkProbes(checking: Checking, path: Path, { kind, probes }: Application): void {
  if (!checking.isSound(...path, 'probes')) return;
  for (const [name, probe] of Object.entries(probes)) {
    if (probe === false) continue;
    checkProbe(checking, [...path, 'probes', name], probe);
    if (!answersRequests(kind)) checkPort(checking, [...path, 'probes', name], probe);
  }
}

function checkProbe(checking: Checking, path: Path, probe: Probe): void {
  const [first, second] = handlers.filter(handler => probe[handler] !== undefined);
  if (first === undefined) return;
  if (second !== undefined) {
    checking.refuse(
      [...path, second],
      `found next to ${first}, expected one of ${handlers.join(', ')}; remove one`,
    );
  }
  if (first === 'path') return;
  for (const key of httpKeys.filter(name => isThere(probe[name]))) {
    checking.refuse([...path, key], `found together with ${first}, but belongs to an HTTP path; remove it`);
  }
}

/** A worker has no port that a probe could ask by default. */
function checkPort(checking: Checking, path: Path, { path: asked, port, grpc }: Probe): void {
  const lacksPort = asked === undefined ? grpc !== undefined && grpc.port === undefined : port === undefined;
  if (!lacksPort) return;
  checking.refuse(
    [...path, ...(asked === undefined ? ['grpc'] : []), 'port'],
    'is missing: an application of kind worker has no port; name the port of the probe, or use a command',
  );
}

function isThere(value: Probe['port'] | Probe['headers']): boolean {
  return typeof value === 'object' ? Object.keys(value).length > 0 : value !== undefined;
}

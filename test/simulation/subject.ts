import type { EnvironmentInput } from '../../config/environment.ts';
import { type Subject, subjectsOf } from '../../simulation/subject.ts';
import { environmentWith } from '../support/environment.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

/** The application and the rules of the reference architecture. */
export const referenceApplication = {
  image: 'app-registry/web-app:1.0.0',
  resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  scale: {
    min: 3,
    max: 12,
    rules: [
      { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 },
      { metric: 'MemoryUtilization', threshold: 80, cooldown: 300, adjustment: 1 },
      { metric: 'RequestCount', threshold: 1000, cooldown: 180, adjustment: 2 },
    ],
  },
} satisfies ApplicationInput;

/** One application as the simulator sees it; `scale` replaces that of the reference. */
export function subjectWith(scale: ApplicationInput['scale'] = referenceApplication.scale): Subject {
  const applications = { web: { ...referenceApplication, scale } } as EnvironmentInput['applications'];
  const [subject] = subjectsOf(
    environmentWith({ cluster: { storageClass: 'encrypted-ssd', kubernetes: '1.36' }, applications }),
  );
  if (subject === undefined) throw new Error('the application does not scale by rules');
  return subject;
}

/** A trace of rows 15 seconds apart: for each metric, the demand at each. */
export function traceOf(demand: Readonly<Record<string, readonly number[]>>) {
  const columns = Object.entries(demand).map(
    ([metric, values]) => [metric, Float64Array.from(values)] as const,
  );
  const rows = Math.max(...columns.map(([, values]) => values.length));
  const times = Float64Array.from({ length: rows }, (_, row) => row * 15);
  return { start: Date.UTC(2026, 0, 5) / 1000, times, demand: new Map(columns) };
}

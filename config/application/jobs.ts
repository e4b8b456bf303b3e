import type { ApplicationFields } from './application.ts';
import { beforeReleaseSuffix } from './before-release.ts';
import { analysisSuffix } from './delivery.ts';

/** A Job of an application, as its environment says it. */
export type Job = NonNullable<ApplicationFields['beforeRelease']>;

/** A kind of Job: where an application says it, and what its name adds to that of the application. */
export interface JobKind {
  readonly path: readonly string[];
  readonly suffix: string;
  /** What messages call it. */
  readonly what: string;
}

const beforeRelease: JobKind = {
  path: ['beforeRelease'],
  suffix: beforeReleaseSuffix,
  what: 'the Job before a release',
};
const analysis: JobKind = {
  path: ['delivery', 'analysis', 'job'],
  suffix: analysisSuffix,
  what: 'the Job that examines a new version',
};

/** All kinds of Jobs next to the pods of an application. */
export const jobKinds: readonly JobKind[] = [beforeRelease, analysis];

/** The Job that examines a new version, if there is one. */
export function analysisJobOf({ delivery }: Pick<ApplicationFields, 'delivery'>): Job | undefined {
  // Checks also read environments whose delivery has faults.
  return delivery?.strategy === 'blueGreen' ? delivery.analysis?.job : undefined;
}

/** The Jobs that an application runs next to its pods. */
export function jobsOf(
  application: Pick<ApplicationFields, 'beforeRelease' | 'delivery'>,
): readonly (readonly [kind: JobKind, job: Job])[] {
  const ofAnalysis = analysisJobOf(application);
  return [
    ...(application.beforeRelease ? ([[beforeRelease, application.beforeRelease]] as const) : []),
    ...(ofAnalysis ? ([[analysis, ofAnalysis]] as const) : []),
  ];
}

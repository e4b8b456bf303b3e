import { beforeReleaseSuffix } from '../../../config/application/before-release.ts';
import { applicationLabels } from '../endpoints.ts';

/** The Job that runs before a new version of an application. Its pods and its NetworkPolicy have the same name. */
export function beforeReleaseName(application: string): string {
  return `${application}${beforeReleaseSuffix}`;
}

/**
 * The labels that select the pods of that Job. They are not those of the application: no Service, disruption budget,
 * autoscaler or workload of the application may count these pods as its replicas.
 */
export function beforeReleaseLabels(application: string): Readonly<Record<string, string>> {
  return applicationLabels(beforeReleaseName(application));
}

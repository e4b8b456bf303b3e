import { beforeReleaseSuffix } from '../../../config/application/before-release.ts';
import { analysisSuffix } from '../../../config/application/delivery.ts';

/** The Job that runs before a new version of an application. Its pods and its NetworkPolicy have the same name. */
export function beforeReleaseName(application: string): string {
  return `${application}${beforeReleaseSuffix}`;
}

/** The Job that examines a new version. Its pods and its NetworkPolicy have the same name. */
export function analysisJobName(application: string): string {
  return `${application}${analysisSuffix}`;
}

/** The AnalysisTemplate that checks the health of the new color before users reach it. */
export function healthTemplate(name: string): string {
  return `${name}-health`;
}

/** The AnalysisTemplate that watches the answers of the new color after users reach it. */
export function successRateTemplate(name: string): string {
  return `${name}-success-rate`;
}

/** The AnalysisTemplate that asks the new color for its health after users reach it, where nothing counts requests. */
export function activeHealthTemplate(name: string): string {
  return `${name}-active-health`;
}

/** The AnalysisTemplate whose Job examines the new color before users reach it. */
export function jobTemplate(name: string): string {
  return `${name}-job`;
}

/** The argument with which a Rollout passes the version to an analysis. */
export const versionArgument = 'version';

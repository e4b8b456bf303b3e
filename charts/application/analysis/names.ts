/** The AnalysisTemplate that asks the new colour for its health before users reach it. */
export function healthTemplate(name: string): string {
  return `${name}-health`;
}

/** The AnalysisTemplate that watches the answers of the new colour once users reach it. */
export function successRateTemplate(name: string): string {
  return `${name}-success-rate`;
}

/** The argument by which a Rollout tells an analysis which version it is about. */
export const versionArgument = 'version';

import type { Application } from '../../../config/application/application.ts';
import { dawn, type HealthySeries, seriesOf, steps } from './series.ts';
import { toldBy, type World } from './world.ts';

/** The Jobs of an application. The one before a release at noon failed at first, and Argo CD ran it again. */
export function jobSeries(world: World, name: string, application: Application): HealthySeries[] {
  const { beforeRelease, schedule } = application;
  if (schedule !== undefined) return scheduledSeries(world, name);
  if (beforeRelease === undefined) return [];
  const labels = { ...toldBy(world, 'kube-state-metrics'), job_name: `${name}-before-release` };
  return [seriesOf(name)('kube_job_failed', { ...labels, condition: 'true' }, '_x719 1 stale')];
}

/** A run at two in the morning, which takes ten minutes. The one three days ago failed. */
function scheduledSeries(world: World, name: string): HealthySeries[] {
  const series = seriesOf(name);
  const ofController = toldBy(world, 'kube-state-metrics');
  const failed = { ...ofController, job_name: `${name}-29400000` };
  const done = dawn + 130 * 60;
  return [
    series('kube_cronjob_created', { ...ofController, cronjob: name }, dawn - 30 * 86_400),
    series(
      'kube_cronjob_status_last_successful_time',
      { ...ofController, cronjob: name },
      steps([130, done - 86_400], [1, done]),
    ),
    series('kube_job_created', failed, dawn - 3 * 86_400),
    series('kube_job_failed', { ...failed, condition: 'true' }, 1),
  ];
}

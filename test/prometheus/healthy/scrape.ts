import { applicationSeries } from './application.ts';
import { cacheSeries } from './cache.ts';
import { databaseSeries } from './database.ts';
import { environmentSeries } from './environment.ts';
import { jobSeries } from './jobs.ts';
import type { HealthySeries } from './series.ts';
import type { World } from './world.ts';

/** What a Prometheus has scraped of a healthy environment. */
export function healthySeries(world: World): HealthySeries[] {
  return [
    ...Object.entries(world.environment.applications).flatMap(([name, application]) => [
      ...(application.schedule ? [] : applicationSeries(world, name, application)),
      ...jobSeries(world, name, application),
    ]),
    ...databaseSeries(world),
    ...cacheSeries(world),
    ...environmentSeries(world),
  ];
}

import { beforeRelease } from '../../../config/application/before-release.ts';
import { kind } from '../../../config/application/kind.ts';
import { peers } from '../../../config/application/peers.ts';
import { schedule } from '../../../config/application/schedule.ts';
import type { Topic } from '../topic.ts';

/** What an application is, how many of it run, and how a new version replaces the old one. */
export const runTopics: readonly Topic[] = [
  {
    title: 'Kinds',
    need: 'a worker without a port, pods with fixed names, pods that talk to each other',
    text: '`kind` says what an application is, and so which objects and defaults it gets.',
    of: 'application',
    keys: [...Object.keys(kind), ...Object.keys(peers)],
    example: {
      file: `
applications:
  mailer:
    kind: worker
    image: registry.example.com/mailer:1.0.0
    resources: { requests: { cpu: 100m, memory: 128Mi } }
    scale: 2`,
    },
    shown: [{ kind: 'Deployment', name: 'mailer', at: 'spec', keys: ['replicas', 'strategy'] }],
    page: 'kinds.md',
  },
  {
    title: 'Jobs',
    need: 'a migration before each release, a job on a schedule',
    text: '`beforeRelease` runs once before each new version. An application of `kind: scheduled` runs at certain times.',
    of: 'application',
    keys: [...Object.keys(beforeRelease), ...Object.keys(schedule)],
    example: {
      file: `
applications:
  web:
    beforeRelease: { args: [migrate], deadline: 5m }
  report:
    kind: scheduled
    image: registry.example.com/report:1.0.0
    resources: { requests: { cpu: 100m, memory: 128Mi } }
    schedule: { cron: '0 2 * * *', timeZone: Europe/Berlin }`,
    },
    shown: [
      {
        kind: 'Job',
        name: 'web-before-release',
        at: 'spec',
        keys: ['activeDeadlineSeconds', 'backoffLimit'],
      },
      {
        kind: 'CronJob',
        name: 'report',
        at: 'spec',
        keys: ['schedule', 'timeZone', 'concurrencyPolicy', 'startingDeadlineSeconds'],
      },
    ],
    page: 'jobs.md',
  },
  {
    title: 'Scaling',
    need: 'more or fewer replicas, an autoscaler',
    text: '`scale` is a fixed number of replicas, or a range with the rules that add some.',
    of: 'application',
    keys: ['scale'],
    example: {
      application: `
scale:
  min: 3
  max: 12
  rules:
    - { metric: CPUUtilization, threshold: 70, cooldown: 300, adjustment: 1 }`,
    },
    shown: [
      {
        kind: 'HorizontalPodAutoscaler',
        name: 'web',
        at: 'spec',
        keys: ['minReplicas', 'maxReplicas', 'metrics', 'behavior'],
      },
    ],
    page: 'scaling.md',
  },
  {
    title: 'Releases',
    need: 'another way from one version to the next, a preview of the next version, a slower shutdown',
    text: '`delivery` says how a new version replaces the old one, `shutdown` how a pod ends.',
    of: 'application',
    keys: ['delivery', 'shutdown'],
    example: {
      application: `
delivery: { strategy: blueGreen, autoPromotion: false, scaleDownDelay: 1h }
shutdown: { drain: 20s, grace: 2m }`,
    },
    shown: [
      { kind: 'Rollout', name: 'web', at: 'spec', keys: ['strategy'] },
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec', keys: ['terminationGracePeriodSeconds'] },
    ],
    page: 'application.md#a-release-in-two-colors',
  },
];

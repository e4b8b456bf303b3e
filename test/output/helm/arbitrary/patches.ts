import fc from 'fast-check';
import { workloadKind } from '../../../../charts/application/workload.ts';
import { type EnvironmentInput, environmentSchema } from '../../../../config/environment.ts';
import { json } from './objects.ts';

type Patch = NonNullable<EnvironmentInput['patches']>[number];

/** What a patch does to any object, at another key each: it must change something. */
const change = fc.oneof(
  json.map(value => (key: string) => ({ merge: { spec: { [key]: value } } })),
  json.map(value => (key: string) => ({
    json: [{ op: 'add' as const, path: `/metadata/labels/example.com~1${key}`, value }],
  })),
  fc.constant((key: string) => ({
    merge: { metadata: { annotations: { [key]: 'a: "b"\n---\n# c' }, labels: { app: null } } },
  })),
  fc.constantFrom('', '0', '-').map(at => (key: string) => ({
    json: [
      { op: 'add' as const, path: `/metadata/${key}`, value: ['on'] },
      { op: 'test' as const, path: `/metadata/${key}/0`, value: 'on' },
      { op: 'add' as const, path: `/metadata/${key}${at && `/${at}`}`, value: '1e3' },
      { op: 'remove' as const, path: '/metadata/labels/app.kubernetes.io~1part-of' },
    ],
  })),
);

const drawn = fc.array(fc.tuple(fc.nat(99), change), { maxLength: 3 });

/** The objects that an environment has in any case, those of its applications, and its further ones. */
function targetsOf(input: EnvironmentInput): Patch['target'][] {
  const { applications, namespace, objects } = environmentSchema.parse(input);
  const ofApplications = Object.entries(applications).flatMap(([name, application]) => {
    const kind = application.kind === 'scheduled' ? 'CronJob' : workloadKind(application);
    return [kind, kind, 'ServiceAccount', 'NetworkPolicy'].map(of => ({ kind: of, name }));
  });
  const further = Object.values(objects).flatMap(({ manifests }) =>
    manifests.map(({ kind, metadata: { name } }) => ({ kind, name })),
  );
  return [
    { kind: 'NetworkPolicy', name: 'default-deny' },
    { kind: 'Namespace', name: namespace },
    ...ofApplications,
    ...further,
  ];
}

/** Environments with patches of objects that they have, each object at most once. */
export function withPatches(environments: fc.Arbitrary<EnvironmentInput>): fc.Arbitrary<EnvironmentInput> {
  return fc.tuple(environments, fc.option(drawn, { freq: 2, nil: [] })).map(([input, patches]) => {
    if (patches.length === 0) return input;
    const targets = targetsOf(input);
    const chosen = new Map(
      patches.map(([pick, make]) => {
        const target = targets[pick % targets.length] as Patch['target'];
        return [`${target.kind} ${target.name}`, { target, ...make(`p${pick}`) } as Patch];
      }),
    );
    return { ...input, patches: [...chosen.values()] };
  });
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { dump, loadAll } from 'js-yaml';
import { z } from 'zod';
import type { Environment } from '../../../config/environment.ts';
import { duration, formatDuration } from '../../../config/units/duration.ts';
import { freeText, someText } from '../../../config/units/free-text.ts';
import { existingName, objectName, port } from '../../../config/units/names.ts';
import { byteQuantity, cpu } from '../../../config/units/quantity.ts';
import { templatesOf } from '../../../output/helm/templates.ts';
import { valuesOf } from '../../../output/helm/values/values.ts';
import { renderBelow } from '../../../output/render.ts';
import { type Helm, helms, succeed, templates } from './chart.ts';

const volume = z.strictObject({
  size: byteQuantity,
  class: existingName.optional(),
  mode: z.enum(['ReadWriteOnce', 'ReadWriteMany']).default('ReadWriteOnce'),
  note: freeText.optional(),
  ports: z.array(z.strictObject({ port, comment: freeText })).default([]),
});

/** A key of every kind, none of which the table of choices knows. */
const copied = {
  note: freeText,
  comment: freeText.optional(),
  word: existingName,
  count: z.int(),
  weight: z.number().optional(),
  isOn: z.boolean(),
  isOff: z.boolean().optional(),
  color: z.enum(['blue', 'green']),
  shade: z.enum(['light', 'dark']).optional(),
  memory: byteQuantity,
  cpu: cpu.optional(),
  wait: duration({ from: '0s', to: '1h' }),
  pause: duration({ from: '1s', to: '168h' }).optional(),
  lines: z.array(freeText).default([]),
  names: z.array(someText).min(1),
  marks: z.record(z.string(), freeText).default({}),
  limits: z.strictObject({ soft: byteQuantity, hard: byteQuantity.optional(), note: freeText }).optional(),
  volumes: z.array(volume).default([]),
  stores: z.record(objectName, z.strictObject({ port, note: freeText.optional() })).default({}),
};

const application = z.strictObject(copied);
const schema = z.strictObject({
  ...copied,
  name: objectName,
  namespace: objectName,
  applications: z.record(objectName, application.extend({ uses: z.array(z.string()).default([]) })),
});
type Extended = z.output<typeof schema>;
type Copied = z.output<typeof application>;

/** Everything in one object, by the names that the schema has for it. */
function object(chart: Chart, name: string, of: Copied): void {
  const annotations = { ...of.marks, 'slipway.dev/note': `${name}: ${of.note}` };
  new ApiObject(chart, name, {
    apiVersion: 'slipway.dev/v1',
    kind: 'Copy',
    metadata: { name, annotations },
    data: {
      note: of.note,
      word: of.word,
      color: of.color,
      isOn: String(of.isOn),
      count: String(of.count),
      ...(of.comment !== undefined && { comment: of.comment }),
    },
    spec: { ...scalars(of), ...collections(of) },
  });
}

function scalars({
  count,
  isOn,
  color,
  memory,
  wait,
  weight,
  isOff,
  shade,
  cpu: cores,
  pause,
}: Copied): object {
  return {
    count,
    isOn,
    color,
    memory: String(memory),
    wait: formatDuration(wait),
    seconds: wait.toSeconds(),
    ...(weight !== undefined && { weight }),
    ...(isOff !== undefined && { isOff }),
    ...(shade !== undefined && { shade }),
    ...(cores && { cpu: String(cores) }),
    ...(pause && { pause: formatDuration(pause) }),
  };
}

function collections({ lines, names, limits, volumes, stores }: Copied): object {
  return {
    lines,
    names,
    ...(limits && {
      limits: { soft: String(limits.soft), ...withText('hard', limits.hard), note: limits.note },
    }),
    volumes: volumes.map(({ size, class: storageClass, mode, note, ports }) => ({
      size: String(size),
      mode,
      ...withText('class', storageClass),
      ...withText('note', note),
      ports: ports.map(({ port: number, comment }) => ({ port: number, comment })),
    })),
    stores: Object.entries(stores).map(([store, { port: number, note }]) => ({
      name: store,
      port: number,
      ...withText('note', note),
    })),
  };
}

function withText(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: String(value) };
}

function render(environment: unknown) {
  const { applications, name, ...ofEnvironment } = environment as Extended;
  const chart = new Chart(new App(), 'chart');
  object(chart, name, ofEnvironment);
  for (const [key, application] of Object.entries(applications)) object(chart, key, application);
  return renderBelow(chart, `${name}/copies`);
}

const folder = mkdtempSync(join(tmpdir(), 'slipway-copied-'));
afterAll(() => rmSync(folder, { recursive: true }));

const made = templatesOf({ schema, render: environment => render(environment as unknown) });
const operations = 'templates/_slipway.tpl';
const files = new Map([
  ...made.files,
  [operations, templates.get(operations) ?? ''],
  ['Chart.yaml', 'apiVersion: v2\nname: copied\nversion: 0.1.0\n'],
]);
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function rendered(helm: Helm, values: object): Promise<unknown[]> {
  const file = join(folder, 'test-values.yaml');
  writeFileSync(file, dump(values));
  const { stdout } = await succeed(helm, ['template', 'copied', folder, '--values', file]);
  return loadAll(stdout).filter(object => object !== null);
}

const evil = 'a "quoted" \'text\' {{ .Values }} }} # no: yes\n\tsecond \\n line %s $(x)\n';
const least = {
  note: '',
  word: 'on',
  count: 0,
  isOn: false,
  color: 'green',
  memory: '1Gi',
  wait: '0s',
  names: ['null'],
};
const most = {
  note: evil,
  comment: evil,
  word: 'a.b-c',
  count: 1_500_000,
  weight: 0.25,
  isOn: true,
  isOff: false,
  color: 'blue',
  shade: 'dark',
  memory: '268435456',
  cpu: '1.5',
  wait: '90s',
  pause: '168h',
  lines: [evil, '', 'yes'],
  names: ['0x10', evil],
  marks: { 'example.com/a': evil, on: '1e3' },
  limits: { soft: '1Mi', hard: '2G', note: evil },
  volumes: [
    { size: '1Gi', class: 'fast', mode: 'ReadWriteMany', note: evil, ports: [{ port: 80, comment: evil }] },
    { size: '2Gi' },
    {
      size: '3Gi',
      note: '',
      ports: [
        { port: 1, comment: '' },
        { port: 65535, comment: 'null' },
      ],
    },
  ],
  stores: { a: { port: 1, note: evil }, on: { port: 65535 } },
};

const inputs = {
  'every key': { ...most, applications: { web: most, yes: least } },
  'only what must be there': { ...least, applications: { web: least } },
  'only what must be there, and an empty text': {
    ...least,
    comment: '',
    weight: 0,
    isOff: true,
    limits: { soft: '1Mi', note: '' },
    applications: { web: { ...most, comment: '', weight: 0, isOff: true } },
  },
  'no application': { ...most, applications: {} },
};

describe.each(helms)('%s', helm => {
  test.each(Object.entries(inputs))('copies %s that no table knows, whatever its kind', async (_, input) => {
    const environment = schema.parse({ name: 'copies', namespace: 'copies', ...input });
    const objects = await rendered(helm, valuesOf(environment as unknown as Environment));
    const expected = render(environment).objects.map(({ manifest }) => JSON.parse(JSON.stringify(manifest)));
    expect(byName(objects)).toEqual(byName(expected));
  });
});

function byName(objects: readonly unknown[]): unknown {
  const named = objects as readonly { readonly metadata: { readonly name: string } }[];
  return Object.fromEntries(named.map(object => [object.metadata.name, object]));
}

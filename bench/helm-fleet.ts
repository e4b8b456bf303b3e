import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { dump, loadAll } from 'js-yaml';
import { environmentSchema } from '../config/environment.ts';
import { helmChart } from '../output/helm/chart.ts';
import { valuesOf } from '../output/helm/values.ts';
import { binary } from '../tools/binary.ts';
import { run } from '../tools/run.ts';

/** Applications of the fleet. */
const size = Number(process.argv[2] ?? 1000);

/** Runs of each chart, in turns; the fastest counts, which other load disturbs least. */
const runs = Number(process.argv[3] ?? 5);

const first = 'app-0000';

const fleet = environmentSchema.parse({
  name: 'fleet',
  cluster: { storageClass: 'encrypted-ssd' },
  applications: Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `app-${String(index).padStart(4, '0')}`,
      {
        image: 'registry.example.com/app:1.0.0',
        resources: { requests: { cpu: '100m', memory: '64Mi' } },
        delivery: { strategy: 'rollingUpdate' },
        scale: {
          min: 2,
          max: 5,
          rules: [{ metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 }],
        },
      },
    ]),
  ),
});

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/**
 * What a person would write at the best: one `range` over texts in which only names and the usual values vary, without
 * any choice. It is made from the objects, so that both charts render the same ones.
 */
function plainTemplate(objects: readonly Named[]): string {
  const isOfFirst = (object: Named): boolean => object.metadata.name === first;
  const ofEach = objects.filter(object => object.metadata.name.startsWith('app-'));
  const others = objects.filter(object => !ofEach.includes(object));
  const text = ofEach
    .filter(isOfFirst)
    .map(document)
    .join('')
    .replaceAll(first, '{{ $name }}')
    .replaceAll('registry.example.com/app:1.0.0', '{{ $app.image }}')
    .replaceAll('64Mi', '{{ $app.resources.requests.memory }}')
    .replaceAll('minReplicas: 2', 'minReplicas: {{ $app.scale.min }}')
    .replaceAll('maxReplicas: 5', 'maxReplicas: {{ $app.scale.max }}')
    .replaceAll('path: /health', 'path: {{ $app.health }}');
  const fixed = others.map(document).join('');
  return `{{- range $name, $app := .Values.applications }}\n${text}{{- end }}\n${fixed}`;
}

/** An object as a template that renders it: alerts have braces of their own. */
function document(object: Named): string {
  const text = dump(object, { lineWidth: -1 }).replaceAll(/\{\{|\}\}/g, braces => `{{ "${braces}" }}`);
  return `---\n${text}`;
}

async function render(
  folder: string,
): Promise<{ readonly seconds: number; readonly objects: readonly Named[] }> {
  const helm = await binary('helm4');
  const started = performance.now();
  const { code, stdout, stderr } = await run(helm, ['template', 'fleet', folder, '--skip-tests']);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(stderr);
  return { seconds, objects: (loadAll(stdout) as (Named | null)[]).filter(object => object !== null) };
}

function byIdentity(objects: readonly Named[]): Map<string, Named> {
  return new Map(objects.map(object => [`${object.kind} ${object.metadata.name}`, object]));
}

const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
const [generated, plain] = [join(folder, 'generated'), join(folder, 'plain')];
for (const [path, text] of helmChart([fleet])) {
  await mkdir(join(generated, path, '..'), { recursive: true });
  await writeFile(join(generated, path), text);
}
const { objects } = await render(generated);
await mkdir(join(plain, 'templates'), { recursive: true });
await writeFile(join(plain, 'Chart.yaml'), 'apiVersion: v2\nname: plain\nversion: 0.1.0\n');
await writeFile(join(plain, 'values.yaml'), dump(valuesOf(fleet)));
await writeFile(join(plain, 'templates/fleet.yaml'), plainTemplate(objects));
if (!isDeepStrictEqual(byIdentity((await render(plain)).objects), byIdentity(objects))) {
  throw new Error('the two charts render different objects');
}
const times = { generated: Number.POSITIVE_INFINITY, plain: Number.POSITIVE_INFINITY };
for (let turn = 0; turn < runs; turn++) {
  times.generated = Math.min(times.generated, (await render(generated)).seconds);
  times.plain = Math.min(times.plain, (await render(plain)).seconds);
}
await rm(folder, { recursive: true });
const ratio = times.generated / times.plain;
process.stdout.write(
  `${size} applications, ${objects.length} objects: generated ${times.generated.toFixed(2)} s, ` +
    `plain ${times.plain.toFixed(2)} s, ratio ${ratio.toFixed(2)}\n`,
);

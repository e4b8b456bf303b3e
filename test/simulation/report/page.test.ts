import { toSvg } from '../../../simulation/report/chart.ts';
import { toHtml } from '../../../simulation/report/page.ts';
import { toJson, toText } from '../../../simulation/report/text.ts';
import { simulate } from '../../../simulation/simulate.ts';
import { subjectWith, traceOf } from '../subject.ts';

const hot = (value: number) => Array.from({ length: 40 }, (_, row) => (row >= 4 && row < 16 ? value : 0));
const simulation = simulate({
  subject: subjectWith(),
  trace: traceOf({ CPUUtilization: hot(400), MemoryUtilization: hot(0), RequestCount: hot(0) }),
  modes: ['target', 'step'],
  pods: { startup: 30, termination: 30 },
});

const noteOf = (run: number) => simulation.runs[run]?.note;

test('states where each mode differs from the rules', () => {
  expect(noteOf(1)).toMatch(/^whichever rule fires, /);
  expect(noteOf(2)).toMatch(/^exact steps, /);
});

test('prints a table and every change with its reason', () => {
  expect(
    toText('production/web: spike', simulation),
  ).toBe(`production/web: spike: 10m from 2026-01-05 00:00:00 UTC

           lowest  highest  last  replica hours  up  down  above a threshold
reference       3        4     4            0.7   1     0                 3m
target          3        5     3            0.8   1     2                 3m
step            3        4     3            0.6   1     1                 3m

reference: evaluateScaling of the rules whose cooldown has passed, every 15s; it never scales down
  2026-01-05 00:01:00  3 -> 4  CPUUtilization 133.3 > 70: +1

target: ${noteOf(1)}
  2026-01-05 00:01:00  3 -> 5  CPUUtilization 133 % (target 70 %) asks for 6; +1 in 300s or +2 in 180s allows 5 now
  2026-01-05 00:08:45  5 -> 4  MemoryUtilization 0 % (target 80 %) asks for 0, RequestCount 0 in all (target 1000 a replica) asks for 0, CPUUtilization 0 % (target 70 %) asks for 0; -1 in 60s allows 4 now
  2026-01-05 00:09:45  4 -> 3  MemoryUtilization 0 % (target 80 %) asks for 0, RequestCount 0 in all (target 1000 a replica) asks for 0, CPUUtilization 0 % (target 70 %) asks for 0; the minimum is 3

step: ${noteOf(2)}
  2026-01-05 00:01:00  3 -> 4  CPUUtilization 133.3 > 70: +1: asks for 4
  2026-01-05 00:08:45  4 -> 3  no rule would fire with fewer replicas: asks for 3`);
});

test('gives programs the same as numbers', () => {
  expect(toJson('t', simulation)).toMatchObject({
    title: 't',
    start: 1_767_571_200,
    seconds: 600,
    runs: [
      { name: 'reference', highest: 4, up: 1, down: 0, secondsAbove: 180 },
      { name: 'target', changes: [{ at: 60, from: 3, to: 5 }, { at: 525, from: 5, to: 4 }, { at: 585 }] },
      { name: 'step', replicaHours: 0.63 },
    ],
  });
});

test('draws a line for every machine in every panel, and a dot that names each reason', () => {
  const svg = toSvg('t', simulation);
  expect(svg.match(/<g class="panel" data-title="[^"]+"/g)).toHaveLength(4);
  for (const machine of [0, 1, 2]) {
    expect(svg.match(new RegExp(`<path class="line run-${machine}" d="M[^"]+L`, 'g'))).toHaveLength(4);
  }
  expect(svg).toContain(
    '<title>2026-01-05 00:01:00 reference 3 -&gt; 4: CPUUtilization 133.3 &gt; 70: +1</title>',
  );
});

test('makes a page that loads nothing and leads from each dot to its row', () => {
  const html = toHtml('t', simulation);
  expect(html).toContain("default-src 'none'");
  expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
    /https?:|<link[^>]+href="(?!data:,)|src=/,
  );
  for (const [, id] of html.matchAll(/<a href="#([\w-]+)" id="mark-/g))
    expect(html).toContain(`<tr id="${id}">`);
  expect(html).toContain('prefers-color-scheme: dark');
});

test('escapes every text', () => {
  const html = toHtml('</script><b>"&', simulation);
  expect(html).not.toContain('</script><b>');
  expect(html).toContain('<h1>&lt;/script&gt;&lt;b&gt;&quot;&amp;</h1>');
});

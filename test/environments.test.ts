import { join } from 'node:path';
import type { EnvironmentInput } from '../config/environment.ts';
import { environmentSchema } from '../config/environment.ts';
import productionFile from '../environments/production.ts';
import { synthesize } from '../output/synthesize.ts';

const input = productionFile as EnvironmentInput;

/** The files of production after `change`, by path. */
function filesWith(change: (environment: EnvironmentInput) => EnvironmentInput): Map<string, string> {
  const synthesis = synthesize([environmentSchema.parse(change(structuredClone(input)))]);
  expect(synthesis.violations).toEqual([]);
  return synthesis.files();
}

const tierOf = (path: string): string => path.split('/')[1] ?? '';

const api = {
  image: 'registry.example.com/api:1.0.0',
  host: 'api.example.com',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
} as const;

describe('a second application', () => {
  const before = filesWith(environment => environment);
  const after = filesWith(environment => ({
    ...environment,
    applications: { ...environment.applications, api },
  }));

  test('appears in every tier where it belongs', () => {
    const added = [...after.keys()].filter(path => !before.has(path));
    expect(new Set(added.map(tierOf))).toEqual(
      new Set(['application', 'load-balancing', 'network', 'observability']),
    );
    expect(after.get(join('production', 'load-balancing', 'gateway-gateway.yaml'))).toContain(
      'api.example.com',
    );
  });

  test('changes no object of the first application', () => {
    const ofTheFirst = [...before.keys()].filter(path => /-web(-.+)?\.yaml$/.test(path));
    expect(ofTheFirst.length).toBeGreaterThan(10);
    for (const path of ofTheFirst) expect(after.get(path)).toBe(before.get(path));
  });

  test('removes nothing', () => {
    expect([...before.keys()].filter(path => !after.has(path))).toEqual([]);
  });
});

describe.each([
  ['database', /database|postgres|cnpg|barman|PGHOST/i],
  ['cache', /\bcache\b|redis|valkey|sentinel/i],
] as const)('an environment without %s', (part, trace) => {
  const files = filesWith(({ [part]: _, ...environment }) => ({
    ...environment,
    applications: Object.fromEntries(
      Object.entries(environment.applications ?? {}).map(([name, application]) => [
        name,
        { ...application, uses: (application.uses ?? []).filter(used => used !== part) },
      ]),
    ),
  }));

  test('has no trace of it', () => {
    expect(files.size).toBeGreaterThan(20);
    // The AppProject still permits what Argo CD deletes when a part is removed: docs/gitops.md.
    files.delete('argocd/appproject-production.yaml');
    const traces = [...files].flatMap(([path, text]) =>
      `${path}\n${text}`
        .split('\n')
        .filter(line => trace.test(line))
        .map(line => `${path}: ${line}`),
    );
    expect(traces).toEqual([]);
  });
});

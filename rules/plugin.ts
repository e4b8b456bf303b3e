import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { ValidationContext } from 'cdk8s-cli/plugins';
import { checkObjects, rules } from './check.ts';
import { type Manifest, mapAt, type Placed, textAt } from './model/manifest.ts';
import type { Violation } from './violation.ts';

/** What rules read of the ownership record of a rendered tree (output/replace/record.ts). */
interface Tree {
  readonly folder: string;
  readonly environments?: Readonly<Record<string, { readonly expects: readonly string[] }>>;
}

interface Group {
  readonly objects: Placed[];
  readonly expects: readonly string[];
}

/** Checks all manifests of a cdk8s app, and submits the report. */
export function reportViolations(context: ValidationContext, expectedSecrets: readonly string[]): void {
  const violations = [...groups(context, expectedSecrets)].flatMap(({ objects, expects }) =>
    checkObjects(objects, expects),
  );
  for (const violation of violations) context.report.addViolation(asReported(violation));
  context.report.submit(violations.length > 0 ? 'failure' : 'success');
}

/** The objects that are checked together: each folder of a rendered tree, and everything else as one. */
function groups(context: ValidationContext, expectedSecrets: readonly string[]): Iterable<Group> {
  const trees = new Map<string, Tree | undefined>();
  const found = new Map<string, Group>();
  for (const file of context.manifests) {
    const tree = treeAbove(dirname(file), trees);
    const [environment = ''] = tree ? relative(tree.folder, file).split(sep) : [];
    const key = tree ? join(tree.folder, environment) : '';
    const expects = [...expectedSecrets, ...(tree?.environments?.[environment]?.expects ?? [])];
    const group = found.get(key) ?? { objects: [], expects };
    found.set(key, group);
    for (const manifest of context.parseManifest(file)) {
      if (isObject(manifest)) group.objects.push({ manifest, origin: file });
    }
  }
  return found.values();
}

/** The rendered tree that a folder belongs to. */
function treeAbove(folder: string, known: Map<string, Tree | undefined>): Tree | undefined {
  if (known.has(folder)) return known.get(folder);
  const record = join(folder, '.slipway.json');
  const above = dirname(folder);
  let tree: Tree | undefined;
  if (existsSync(record))
    tree = { folder, environments: JSON.parse(readFileSync(record, 'utf8')).environments };
  else if (above !== folder) tree = treeAbove(above, known);
  known.set(folder, tree);
  return tree;
}

function isObject(value: unknown): value is Manifest {
  const isNamed = textAt(value, 'metadata', 'name') !== undefined;
  return isNamed && textAt(value, 'apiVersion') !== undefined && 'kind' in mapAt(value);
}

function asReported({ rule, where, found, allowed, fix, object }: Violation) {
  return {
    ruleName: rule,
    recommendation: rules.find(({ name }) => name === rule)?.why ?? '',
    fix: `allowed: ${allowed}; ${fix}`,
    violatingResources: [
      {
        resourceName: object?.name ?? where,
        manifestPath: object?.origin ?? where,
        locations: [`${object?.kind} ${object?.name}: ${found}`],
      },
    ],
  };
}

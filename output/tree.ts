import { nameOf, type Placed } from '../rules/model/manifest.ts';
import { finding, type Violation } from '../rules/violation.ts';
import { toYaml } from './yaml.ts';

/** The folder of Argo CD's own objects in the tree. */
export const argoCdFolder = 'argocd';

/** The environment that a file of the tree belongs to; `argocd` for what all environments share. */
export function environmentOf(path: string): string {
  const [top = '', file = ''] = path.split('/');
  const [, project] = /^appproject-(.*)\.yaml$/.exec(file) ?? [];
  return top === argoCdFolder && project !== undefined ? project : top;
}

/** The path of an object in the tree: `production/application/rollout-web.yaml`. */
export function fileOf({ origin, manifest }: Placed): string {
  return `${origin}/${manifest.kind.toLowerCase()}-${manifest.metadata.name}.yaml`;
}

/** The text of every object's file, by path. */
export function filesOf(objects: readonly Placed[]): Map<string, string> {
  return new Map(objects.map(object => [fileOf(object), toYaml(object.manifest)]));
}

/** Objects that would be written to the same file: the same kind and name in one tier. */
export function fileCollisions(objects: readonly Placed[]): Violation[] {
  const owners = new Map<string, Placed>();
  const violations: Violation[] = [];
  for (const object of objects) {
    const file = fileOf(object);
    const other = owners.get(file);
    if (other === undefined) owners.set(file, object);
    else violations.push(collision(file, other, object));
  }
  return violations;
}

function collision(file: string, first: Placed, second: Placed): Violation {
  const found = `${file} is written by ${makerOf(first)} and by ${makerOf(second)}`;
  const allowed = 'one object of a kind and name in a tier';
  return { rule: 'one-object-a-file', ...finding(second, { found, allowed, fix: 'rename one of the two' }) };
}

function makerOf(object: Placed): string {
  return object.construct ?? nameOf(object);
}

import { readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import type { Data, DataObject } from '../merge.ts';
import type { Path } from '../path.ts';
import { BadInput, type Problem } from '../problem.ts';
import { show } from '../units/expected.ts';
import { textNextTo } from './neighbor.ts';
import { PlainDataCopy } from './plain-data.ts';
import { problemAt, type Source } from './source.ts';
import { eachObject } from './text-files.ts';

const expectation = {
  largest: 1_000_000,
  adviceOnSize: 'split it into several files',
  adviceOnEncoding: 'save it as UTF-8',
  adviceOnName: 'write the path of a file or a folder relative to this one',
};

/**
 * A source with the manifests of every file and folder that it names in `objects.*.path`. Paths are relative to the file
 * that names them, also where another one extends that.
 *
 * @throws BadInput with all files that cannot be read or are not YAML.
 */
export function withManifests(source: Source): Source {
  const problems: Problem[] = [];
  const refuse = (at: Path, message: string) => problems.push(problemAt([source], at, message));
  const objects = eachObject(source.data.objects, (group, name) =>
    withManifestsOf(group, source.file, ['objects', name, 'path'], refuse),
  );
  if (problems.length > 0) throw new BadInput(problems);
  return objects === undefined ? source : { ...source, data: { ...source.data, objects } };
}

function withManifestsOf(
  group: DataObject,
  environmentFile: string,
  at: Path,
  refuse: (at: Path, message: string) => void,
): DataObject {
  const { path, manifests } = group;
  // Without its path, a group has no manifests either.
  if (path === null && manifests === undefined) return { ...group, manifests: null };
  if (typeof path !== 'string' || path === '') return group;
  if (manifests !== undefined) {
    refuse(at, `found ${show(path)} together with manifests, expected one of the two; remove one`);
    return group;
  }
  try {
    return {
      ...group,
      manifests: filesAt(path, environmentFile).flatMap(file => read(file, environmentFile)),
    };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    for (const { file, message } of error.problems) {
      const inside = normalize(join(dirname(environmentFile), path)) === normalize(file) ? '' : ` ${file}`;
      refuse(at, `found ${show(path)}, ${inside === '' ? 'which' : `where${inside}`} ${message}`);
    }
    return group;
  }
}

/** The files of a folder sorted by name, without those that begin with a dot or an underscore; or the file itself. */
function filesAt(path: string, environmentFile: string): string[] {
  const folder = join(dirname(environmentFile), path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const names = readdirSync(folder).filter(name => /^[^_.].*\.(ya?ml|json)$/.test(name));
  if (names.length > 0) return names.sort().map(name => join(path, name));
  throw new BadInput([
    { file: folder, message: 'has no .yaml or .json file; add one, or name another folder' },
  ]);
}

/** The documents of a file; empty ones are left out. */
function read(name: string, environmentFile: string): Data[] {
  const file = join(dirname(environmentFile), name);
  const text = textNextTo(environmentFile, name, expectation);
  const fault = (message: string) => new BadInput([{ file, message }]);
  let documents: unknown[];
  try {
    documents = loadAll(text).filter(document => document !== null && document !== undefined);
  } catch (error) {
    const reason = error instanceof YAMLException ? error.reason : (error as Error).message;
    const line = error instanceof YAMLException && error.mark ? ` in line ${error.mark.line + 1}` : '';
    throw fault(`is not YAML${line}: ${reason}`);
  }
  if (documents.length === 0) throw fault('is empty, expected objects of Kubernetes; add one, or remove it');
  const copying = new PlainDataCopy();
  const copied = copying.copy(documents);
  const [first] = copying.faults;
  if (first !== undefined)
    throw fault(`is not plain data${first.path === '' ? '' : ` at ${first.path}`}: ${first.message}`);
  return copied as Data[];
}

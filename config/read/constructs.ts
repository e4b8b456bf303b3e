import { ApiObject, App, Chart } from 'cdk8s';
import type { Constructs } from '../define.ts';
import type { Environment } from '../environment.ts';
import { type DataObject, mergePatch } from '../merge.ts';
import { BadInput, badInput } from '../problem.ts';
import { PlainDataCopy } from './plain-data.ts';
import type { Source } from './source.ts';
import { loadWatched } from './watched.ts';

/** The group of `objects` that constructs of a file become. */
const group = 'constructs';

/** The constructs of the first file that has some: what a file exports takes the place of what it extends. */
export function constructsOf(sources: readonly Source[]) {
  const source = sources.find(({ constructs }) => constructs !== undefined);
  return source?.constructs && { file: source.file, constructs: source.constructs };
}

/** The data of an environment without the manifests of its constructs, and what it says of their group. */
export function withoutConstructs(data: DataObject): DataObject {
  return mergePatch(data, { objects: { [group]: null } }) as DataObject;
}

/**
 * The data of an environment with the objects that its constructs make.
 *
 * @throws BadInput when they throw, never finish, or make what is not plain data.
 */
export async function withConstructs(
  data: DataObject,
  environment: Environment,
  { file, constructs }: { readonly file: string; readonly constructs: Constructs },
): Promise<DataObject> {
  const chart = new Chart(new App(), group, {
    disableResourceNameHashes: true,
    namespace: environment.namespace,
  });
  let made: unknown[];
  try {
    made = await loadWatched(file, async () => {
      constructs(chart, environment);
      const all = chart.node.findAll();
      const [fault] = all.flatMap(({ node }) => node.validate().map(message => `${node.path}: ${message}`));
      if (fault !== undefined) throw new Error(fault);
      return all.filter(ApiObject.isApiObject).map(object => object.toJson());
    });
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw badInput({ file, path: group, message: `cannot be built: ${message}` });
  }
  if (made.length === 0) return data;
  const copying = new PlainDataCopy();
  const manifests = copying.copy(made);
  if (manifests === undefined || copying.faults.length > 0)
    throw new BadInput(
      copying.faults.map(({ path, message }) => ({ file, path: `${group}${path}`, message })),
    );
  return mergePatch(data, { objects: { [group]: { manifests } } }) as DataObject;
}

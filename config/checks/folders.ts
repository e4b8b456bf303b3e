import type { ApplicationFields } from '../application/application.ts';
import type { Path } from '../path.ts';
import { Quantity } from '../units/quantity.ts';
import type { Checking } from './checking.ts';

/** A folder in memory counts as memory of the container: full, it must leave the program some. */
export function checkMemoryFolders(checking: Checking, path: Path, application: ApplicationFields): void {
  if (!checking.isSound(...path, 'emptyDirs') || !checking.isSound(...path, 'resources')) return;
  const inMemory = Object.entries(application.emptyDirs).filter(([, { medium }]) => medium === 'Memory');
  const [last] = inMemory.at(-1) ?? [];
  if (last === undefined) return;
  const sum = Quantity.sum(inMemory.map(([, { sizeLimit }]) => sizeLimit));
  const { memory } = application.resources.limits;
  if (sum.compare(memory) < 0) return;
  const all = inMemory.length > 1 ? `which makes ${sum} in memory` : 'which is in memory';
  checking.refuse(
    [...path, 'emptyDirs', last, 'sizeLimit'],
    `found ${application.emptyDirs[last]?.sizeLimit}, ${all}, but the container may use ${memory} for it and its program together; lower sizeLimit or raise resources.limits.memory`,
  );
}

import { mostFileBytes } from '../application/files.ts';
import { type Data, type DataObject, isDataObject } from '../merge.ts';
import type { Path } from '../path.ts';
import { BadInput, type Problem } from '../problem.ts';
import { show } from '../units/expected.ts';
import { textNextTo } from './neighbor.ts';
import { problemAt, type Source } from './source.ts';

const expectation = {
  largest: mostFileBytes,
  adviceOnSize: 'put it into the image, or into a volume',
  adviceOnEncoding: 'save it as UTF-8, or put it into the image',
  adviceOnName: 'write the path of a file relative to this one',
};

/**
 * A source with the text of every file that it names in `applications.*.files.*.file`. Paths are relative to the file that
 * names them, also where another one extends that.
 *
 * @throws BadInput with all files that cannot be read, are too large, or hold anything but text.
 */
export function withTextFiles(source: Source): Source {
  const problems: Problem[] = [];
  const applications = eachObject(source.data.applications, (application, name) => ({
    ...application,
    ...(application.files !== undefined && {
      files: eachObject(application.files, (entry, key) => {
        const path = ['applications', name, 'files', key];
        const refuse = (at: Path, message: string) => problems.push(problemAt([source], at, message));
        return withText(entry, source.file, path, refuse);
      }),
    }),
  }));
  if (problems.length > 0) throw new BadInput(problems);
  return applications === undefined ? source : { ...source, data: { ...source.data, applications } };
}

/** What becomes of each object of a map; anything else stays as it is, for the schema to refuse. */
export function eachObject(data: Data | undefined, change: (object: DataObject, key: string) => DataObject) {
  if (!isDataObject(data)) return data;
  const entries = Object.entries(data).map(([key, value]) => [
    key,
    isDataObject(value) ? change(value, key) : value,
  ]);
  return Object.fromEntries(entries) as DataObject;
}

type Refuse = (path: Path, message: string) => void;

function withText(entry: DataObject, environmentFile: string, path: Path, refuse: Refuse): DataObject {
  const { file, text } = entry;
  // Without its file, an entry has no text either.
  if (file === null && text === undefined) return { ...entry, text: null };
  if (typeof file !== 'string' || file === '') return entry;
  if (text !== undefined) {
    refuse([...path, 'file'], `found ${show(file)} together with text, expected one of the two; remove one`);
    return entry;
  }
  try {
    return { ...entry, text: textNextTo(environmentFile, file, expectation) };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const [problem] = error.problems;
    refuse([...path, 'file'], `found ${show(file)}, which ${problem?.message}`);
    return entry;
  }
}

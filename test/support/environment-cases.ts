import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { load } from 'js-yaml';
import type { EnvironmentInput } from '../../config/environment.ts';
import { type Cases, casesFolder, filesIn, toYaml } from './law.ts';

const folder = join(casesFolder, 'environments');

/** Environment files that once broke a law. Every law about environments tries all of them. */
export const environmentCases: Cases<[EnvironmentInput]> = {
  known: () => filesIn(folder).map(file => [readCase(file)]),
  advice: ([environment]) =>
    `To record this environment, write ${relative(process.cwd(), folder)}/SHORT-NAME.yaml:\n\n${toYaml(environment)}`,
};

/** The recorded environments, with their file names. */
export function recordedEnvironments(): [string, EnvironmentInput][] {
  return filesIn(folder).map(file => [basename(file), readCase(file)]);
}

function readCase(file: string): EnvironmentInput {
  return load(readFileSync(file, 'utf8')) as EnvironmentInput;
}

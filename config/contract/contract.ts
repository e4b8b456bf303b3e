import type { Loaded } from '../loaded.ts';
import { isWritten, mergedData } from '../read/source.ts';
import { containerExpectations } from './container.ts';
import { dataExpectations } from './data.ts';
import { type Asked, type ContractSection, contractSections, type Expectation } from './expectation.ts';
import { trafficExpectations } from './traffic.ts';

/** What the defaults of Slipway expect of images: docs/image-contract.md has a chapter for each section. */
export const contract = { ...containerExpectations, ...trafficExpectations, ...dataExpectations };

export const contractPage = 'docs/image-contract.md';

/** A default that an application relies on, since its environment does not write the key. */
export interface Reliance {
  readonly section: ContractSection;
  /** What the image must do: `listen on port 8080`. */
  readonly must: string;
  /** What to write where it does otherwise: `port`. */
  readonly write: string;
}

/** The defaults that each application of an environment relies on, by its name, in the order of the sections. */
export function reliancesOf({ environment, sources }: Loaded): Record<string, Reliance[]> {
  const data = mergedData(sources);
  const entries = Object.entries(environment.applications).map(([name, application]) => {
    const isKeyWritten = (key: string): boolean =>
      isWritten(
        [{ data }],
        key.split('.').map(step => (step === '*' ? name : step)),
      );
    return [name, reliancesOn({ application, environment }, isKeyWritten)];
  });
  return Object.fromEntries(entries);
}

function reliancesOn(asked: Asked, isKeyWritten: (key: string) => boolean): Reliance[] {
  const all: readonly Expectation[] = Object.values(contract);
  const relied = all.filter(({ keys, applies }) => !keys.some(isKeyWritten) && (applies?.(asked) ?? true));
  const inOrder = contractSections.flatMap(section =>
    relied.filter(reliance => reliance.section === section),
  );
  return inOrder.map(({ section, must, keys, write }) => ({
    section,
    must: typeof must === 'string' ? must : must(asked),
    write: write ?? keys.map(key => key.replace('applications.*.', '')).join(' or '),
  }));
}

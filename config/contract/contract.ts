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
  const relied = all.flatMap(expectation =>
    casesOf(expectation, asked).flatMap(each => {
      const { section, must, keys, write } = at(expectation, each);
      const applies = expectation.applies?.(each) ?? true;
      return applies && !keys.some(isKeyWritten) ? [{ section, must, write }] : [];
    }),
  );
  return contractSections.flatMap(section => relied.filter(reliance => reliance.section === section));
}

/** The application, once for each entry of `uses` that an expectation is about. */
function casesOf({ uses }: Expectation, asked: Asked): Asked[] {
  return uses === undefined ? [asked] : uses(asked).map(used => ({ ...asked, used }));
}

function at({ section, must, keys, write }: Expectation, asked: Asked) {
  const names = typeof keys === 'function' ? keys(asked) : keys;
  const words = names.map(key => key.replace('applications.*.', '')).join(' or ');
  return {
    section,
    must: typeof must === 'function' ? must(asked) : must,
    keys: names,
    write: typeof write === 'function' ? write(asked) : (write ?? words),
  };
}

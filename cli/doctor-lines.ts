import { contractPage, type Reliance } from '../config/contract/contract.ts';
import { aligned } from '../config/units/aligned.ts';

type OfApplications = Readonly<Record<string, readonly Reliance[]>>;

/** A table for each application: the chapter of the contract, what its image must do, and what changes that. */
export function reliancesAsText(found: readonly (readonly [environment: string, OfApplications])[]): string {
  const tables = found.flatMap(([environment, applications]) =>
    Object.entries(applications).map(([name, reliances]) => tableOf(`${environment}, ${name}`, reliances)),
  );
  const count = found.flatMap(([, applications]) => Object.values(applications)).flat().length;
  const summary =
    count === 0
      ? 'No application relies on a default of slipway.'
      : `${contractPage} has a chapter for each name in the first column.`;
  return `${[...tables, summary].join('\n\n')}\n`;
}

function tableOf(title: string, reliances: readonly Reliance[]): string {
  if (reliances.length === 0) return `${title} relies on no default`;
  const rows = reliances.map(({ section, must, write }, place) => [
    reliances[place - 1]?.section === section ? '' : section,
    must,
    write,
  ]);
  return aligned([[title, 'its image must', 'unless you write'], ...rows]).join('\n');
}

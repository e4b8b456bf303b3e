import { dict, include, piped, variable } from '../template/expression.ts';
import { loopsOf } from '../template/inspect.ts';
import type { Interpretation } from './interpretation.ts';

/** The networks of one family, in their loop. */
export function ofFamily(here: Interpretation, [networks, family]: readonly unknown[]): unknown {
  const [network] = networks as readonly string[];
  const [id] = [...here.symbols.loopsOf(network)].reverse();
  if (network === undefined || id === undefined) return undefined;
  const { item, over } = here.loops.get(id);
  const ofFamily = `${id} ${family}`;
  const loops = [...loopsOf(item).filter(loop => loop !== id), ofFamily];
  const given = include('networks-of-family', dict({ networks: over, family: String(family) }));
  const left = variable('$network', 'word', loops);
  here.loops.add({ id: ofFamily, item: left, over: piped('fromJsonArray', given) });
  return [here.marker(left)];
}

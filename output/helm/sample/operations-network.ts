import type { Application } from '../../../config/application/application.ts';
import { call, dict, include, piped, variable } from '../template/expression.ts';
import { loopsOf } from '../template/inspect.ts';
import { app, value } from './choice.ts';
import type { Carry, Interpretation } from './interpretation.ts';

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

/** Whether an environment names anything that leads to an application: those of a sample next to its subject have nothing. */
function isReached({ host, routes, listeners }: Application): boolean {
  return host !== undefined || Object.keys(routes).length > 0 || Object.keys(listeners).length > 0;
}

/** What the gateway leads to. */
export const ofTargets: Readonly<Record<string, Carry>> = {
  namedPort: (here, [, name]) => {
    const port = here.symbols.expressionOf(name);
    if (port === undefined) return undefined;
    const of = call('get', value('applications.*.ports'), port);
    return { servicePort: here.marker({ kind: 'field', of, path: ['servicePort'], type: 'integer' }) };
  },
  leadsToRequests: (here, [application]) =>
    isReached(application as Application) ? here.choices.leadsToRequests : undefined,
  targetPorts: (here, [application]) => {
    if (!isReached(application as Application)) return undefined;
    const item = variable('$targetPort', 'integer', ['application', 'target ports']);
    const over = piped('fromJsonArray', include('target-ports', app));
    here.loops.add({ id: 'target ports', item, over, isInnermost: true });
    return here.choices.targetPorts ? [here.marker(item)] : [];
  },
};

import { call, inside, variable } from '../template/expression.ts';
import { type Choice, value } from './choice.ts';
import { field as app, itself, type Needs, of, together } from './rows.ts';

const field = variable('$podField', 'word', ['application', of('podFields')]);
const source = variable('$source', 'data', ['application', of('envFrom')], of('envFrom.*'));

const initContainer = variable(
  '$initContainer',
  'data',
  ['application', of('initContainers')],
  of('initContainers.*'),
);

/** What gives the containers of an application variables. One question: too few samples have only one of these. */
const variables = ['uses', 'env', 'secrets', 'podFields', 'peers'].map(app);

const hasSome: Needs = choices =>
  Object.entries(choices).some(
    ([choice, made]) =>
      made === true &&
      (choice.startsWith('uses') || ['env', 'secrets', 'peers', of('podFields')].includes(choice)),
  );

const isNative = call('semverCompare', '>=1.29-0', value('cluster.kubernetes'));

/** What the containers of an application may choose. */
export const containerTable: Readonly<Record<string, Choice>> = {
  /** An entry of `envFrom` names a Secret or a ConfigMap. */
  sourceIsSecret: {
    says: { [of('envFrom.*.secret')]: itself, [of('envFrom.*.configMap')]: isSecret => !isSecret },
    asks: [[inside(source, 'secret', 'word')]],
    rounds: { [of('envFrom')]: { item: '$source' } },
  },
  hasVariables: together(call('or', ...variables), hasSome),
  initHasVariables: together(
    call('or', ...variables, inside(initContainer, 'env', 'data')),
    choices => hasSome(choices) || choices[of('initContainers.*.env')] === true,
  ),
  /** From this minor on, sidecars are init containers, too. */
  hasInitContainers: together(
    call('or', app('initContainers'), call('and', isNative, app('sidecars'))),
    ({ kubernetes, [of('initContainers')]: initContainers, [of('sidecars')]: sidecars }) =>
      initContainers === true || (kubernetes !== '1.27' && sidecars === true),
  ),
  podField: {
    domain: ['field', 'resource'],
    says: { [of('podFields.*')]: () => true },
    asks: [[call('regexMatch', '^(limits|requests)[.]', field), made => made === 'resource']],
  },
};

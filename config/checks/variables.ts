import type { Application } from '../application/application.ts';
import type { ConnectionString } from '../application/connection-strings.ts';
import { connectionVariables, type DataServices, stringsOf } from '../connection-variables.ts';
import { anyOf, didYouMean } from '../did-you-mean.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import { circlesIn, isHalved, referencesIn } from '../units/references.ts';
import type { Checking } from './checking.ts';

/**
 * Variables with the address of the API server, which the kubelet sets in every container, with or without service
 * links (kubernetes `pkg/kubelet/kubelet_pods.go`, `getServiceEnvVarMap`).
 */
const variableOfEveryPod = /^KUBERNETES_(SERVICE_(HOST|PORT(_HTTPS)?)|PORT(_443_TCP(_(PROTO|PORT|ADDR))?)?)$/;

/** The usual form of a variable name, unlike a program that a shell runs, such as `$(date)`. */
const inUpperCase = /^[A-Z][A-Z0-9_]*$/;

/**
 * Every `$(NAME)` in `env`, `command` and `args` must be a variable that the kubelet can resolve, and no `$$` may lose a `$`.
 */
export function checkVariables(
  checking: Checking,
  path: Path,
  application: Application,
  services: DataServices,
): void {
  const read = ['env', 'secrets', 'uses', 'command', 'args', 'connections'];
  if (!read.every(key => checking.isSound(...path, key))) return;
  const { env, secrets, command = [], args = [], connections } = application;
  const { query = '' } = connections.database ?? {};
  const texts = [...Object.values(env), ...command, ...args, query];
  if (!texts.some(text => text.includes('$'))) return;
  const known = new Set([
    ...connectionVariables(application, services),
    ...Object.keys(env),
    ...Object.keys(secrets),
  ]);
  const isUnknown = (name: string) => !known.has(name) && !variableOfEveryPod.test(name);
  for (const [name, value] of Object.entries(env)) {
    checkDollars(checking, [...path, 'env', name], value);
    checkReferences(checking, [...path, 'env', name], referencesIn(value).filter(isUnknown), known);
  }
  for (const [field, words] of Object.entries({ command, args })) {
    words.forEach((word, index) => {
      const missing = referencesIn(word).filter(name => inUpperCase.test(name) && isUnknown(name));
      checkDollars(checking, [...path, field, index], word);
      checkReferences(checking, [...path, field, index], missing, known);
    });
  }
  const queryPath = [...path, 'connections', 'database', 'query'];
  checkDollars(checking, queryPath, query);
  const strings = stringsOf(application, services);
  const others = new Set([...known].filter(name => !strings.some(string => string.name === name)));
  const missing = referencesIn(query).filter(name => !others.has(name) && !variableOfEveryPod.test(name));
  checkReferences(checking, queryPath, missing, others);
  checkCircles(checking, [...path, 'env'], env, strings);
}

function checkDollars(checking: Checking, path: Path, text: string): void {
  if (!isHalved(text)) return;
  checking.refuse(
    path,
    'found "$$", which the kubelet turns into one "$"; write "$$$$" for two, or "$" for one',
  );
}

function checkReferences(
  checking: Checking,
  path: Path,
  missing: readonly string[],
  known: ReadonlySet<string>,
): void {
  const others = [...known].filter(name => name !== path.at(-1)).sort();
  const allowed = others.length === 0 ? 'none, since there are no others' : anyOf(others);
  for (const name of missing) {
    const meant = didYouMean(name, others);
    const hint = meant === undefined ? '' : `did you mean ${show(`$(${meant})`)}? `;
    checking.refuse(
      path,
      `found ${show(`$(${name})`)}, but the container has no such variable, expected ${allowed}; ${hint}for the text itself write ${show(`$$(${name})`)}`,
    );
  }
}

/** The kubelet resolves a reference only to an earlier variable. In a circle, no order puts each one first. */
function checkCircles(
  checking: Checking,
  path: Path,
  env: Application['env'],
  strings: readonly ConnectionString[],
): void {
  const values = [...strings.map(({ name, value }) => [name, value] as const), ...Object.entries(env)];
  const references = new Map(values.map(([name, value]) => [name, referencesIn(value)]));
  for (const found of circlesIn(references)) {
    const start = found.findIndex(name => Object.hasOwn(env, name));
    const circle = [...found.slice(start), ...found.slice(0, start)];
    const [first = ''] = circle;
    const route = [...circle, first].join(' -> ');
    checking.refuse(
      [...path, first],
      `refers to itself (${route}), and the kubelet does not resolve such a reference; write one of the values in full`,
    );
  }
}

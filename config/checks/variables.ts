import type { Application } from '../application/application.ts';
import type { ConnectionString } from '../application/connection-strings.ts';
import { jobsOf } from '../application/jobs.ts';
import { connectionVariables, type DataServices, stringsOf } from '../connection-variables.ts';
import { anyOf, didYouMean } from '../did-you-mean.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import { circlesIn, isHalved, referencesIn } from '../units/references.ts';
import type { Checking } from './checking.ts';
import { otherContainers } from './containers.ts';
import { unknownPrefixes } from './variable-sources.ts';

/**
 * Variables with the address of the API server, which the kubelet sets in every container, with or without service
 * links (kubernetes `pkg/kubelet/kubelet_pods.go`, `getServiceEnvVarMap`).
 */
const variableOfEveryPod = /^KUBERNETES_(SERVICE_(HOST|PORT(_HTTPS)?)|PORT(_443_TCP(_(PROTO|PORT|ADDR))?)?)$/;

/** The usual form of a variable name, unlike a program that a shell runs, such as `$(date)`. */
const inUpperCase = /^[A-Z][A-Z0-9_]*$/;

/**
 * Every `$(NAME)` in `env`, `command` and `args` of a container or of a Job must be a variable that the kubelet can resolve. No `$$`
 * may lose a `$`. With `envFrom` any name with its prefix may be one: the keys of a Secret are not known here. The kubelet
 * reads `envFrom` before `env`, so that the order is right.
 */
export function checkVariables(
  checking: Checking,
  path: Path,
  application: Application,
  services: DataServices,
): void {
  const read = ['env', 'secrets', 'envFrom', 'podFields', 'uses', 'connections'];
  if (!read.every(key => checking.isSound(...path, key))) return;
  const { env, secrets, podFields, command, args } = application;
  const known = [
    ...connectionVariables(application, services),
    ...[env, secrets, podFields].flatMap(variables => Object.keys(variables)),
  ];
  const prefixes = unknownPrefixes(application);
  if (['command', 'args'].every(key => checking.isSound(...path, key))) {
    const allowed = { known: new Set(known), prefixes };
    const texts = JSON.stringify([env, command, args, application.connections]);
    const strings = texts.includes('$') ? stringsOf(application, services) : [];
    checkTexts(checking, path, { env, command, args }, allowed, textsOf(strings));
    checkQuery(checking, path, application, allowed, strings);
  }
  for (const [{ path: inner }, { command: ofJob, args: argsOfJob }] of jobsOf(application)) {
    if (!checking.isSound(...path, ...inner)) continue;
    const allowed = { known: new Set(known), prefixes };
    checkTexts(checking, [...path, ...inner], { env: {}, command: ofJob, args: argsOfJob }, allowed);
  }
  for (const { path: here, kind, container } of otherContainers(checking, path, application)) {
    const ownNames = Object.keys({ ...container.env, ...container.secrets });
    const isInit = kind === 'initContainers';
    const allowed = {
      known: new Set([...(isInit ? known : []), ...ownNames]),
      prefixes: isInit ? prefixes : [],
    };
    const inherited =
      isInit && JSON.stringify(container.env).includes('$') ? inheritedFrom(application, services) : {};
    checkTexts(checking, here, container, allowed, without(inherited, ownNames));
  }
}

/** The texts of variables that init containers have from their application. */
function inheritedFrom(application: Application, services: DataServices): Record<string, string> {
  return { ...textsOf(stringsOf(application, services)), ...application.env };
}

function textsOf(strings: readonly ConnectionString[]): Record<string, string> {
  return Object.fromEntries(strings.map(({ name, value }) => [name, value]));
}

function without(variables: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !names.includes(name)));
}

/** The texts of a container in which a variable may be named. */
interface Texts {
  readonly env: Application['env'];
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
}

function checkTexts(
  checking: Checking,
  path: Path,
  { env, command = [], args = [] }: Texts,
  allowed: Allowed,
  others: Readonly<Record<string, string>> = {},
): void {
  const texts = [...Object.values(env), ...command, ...args];
  if (Object.keys(others).length === 0 && !texts.some(text => text.includes('$'))) return;
  const isUnknown = (name: string) => !isKnown(name, allowed);
  for (const [name, value] of Object.entries(env)) {
    checkDollars(checking, [...path, 'env', name], value);
    checkReferences(checking, [...path, 'env', name], referencesIn(value).filter(isUnknown), allowed);
  }
  for (const [key, words] of Object.entries({ command, args })) {
    for (const [index, word] of words.entries()) {
      const missing = referencesIn(word).filter(name => inUpperCase.test(name) && isUnknown(name));
      checkDollars(checking, [...path, key, index], word);
      checkReferences(checking, [...path, key, index], missing, allowed);
    }
  }
  checkCircles(checking, [...path, 'env'], env, others);
}

/** The further words of a connection string may name anything but connection strings. */
function checkQuery(
  checking: Checking,
  path: Path,
  { connections }: Application,
  { known, prefixes }: Allowed,
  strings: readonly ConnectionString[],
): void {
  const others = [...known].filter(name => !strings.some(string => string.name === name));
  const allowed = { known: new Set(others), prefixes };
  for (const [used, { query = '' }] of Object.entries(connections)) {
    const here = [...path, 'connections', used, 'query'];
    checkDollars(checking, here, query);
    checkReferences(
      checking,
      here,
      referencesIn(query).filter(name => !isKnown(name, allowed)),
      allowed,
    );
  }
}

function isKnown(name: string, { known, prefixes }: Allowed): boolean {
  const isPossible = prefixes.some(prefix => name.startsWith(prefix) && name !== prefix);
  return known.has(name) || variableOfEveryPod.test(name) || isPossible;
}

function checkDollars(checking: Checking, path: Path, text: string): void {
  if (!isHalved(text)) return;
  checking.refuse(
    path,
    'found "$$", which the kubelet turns into one "$"; write "$$$$" for two, or "$" for one',
  );
}

/** The names that a reference may have. */
interface Allowed {
  readonly known: ReadonlySet<string>;
  /** What a name of a whole Secret or ConfigMap begins with. */
  readonly prefixes: readonly string[];
}

function checkReferences(
  checking: Checking,
  path: Path,
  missing: readonly string[],
  { known, prefixes }: Allowed,
): void {
  const others = [...known].filter(name => name !== path.at(-1)).sort();
  const ofSources = prefixes.map(prefix => `a name that begins with ${prefix} (envFrom)`);
  const names = others.length === 0 ? [] : [anyOf(others)];
  const allowed = [...names, ...ofSources].join(', or ') || 'none, since there are no others';
  for (const name of missing) {
    const meant = didYouMean(name, others);
    const hint = meant === undefined ? '' : `did you mean ${show(`$(${meant})`)}? `;
    checking.refuse(
      path,
      `found ${show(`$(${name})`)}, but the container has no such variable, expected ${allowed}; ${hint}for the text itself write ${show(`$$(${name})`)}`,
    );
  }
}

/**
 * The kubelet resolves a reference only to an earlier variable. In a circle, no order puts each one first. The other
 * variables of the container are connection strings, and those that an init container has from its application.
 */
function checkCircles(
  checking: Checking,
  path: Path,
  env: Application['env'],
  others: Readonly<Record<string, string>>,
): void {
  const values = Object.entries({ ...others, ...env });
  const references = new Map(values.map(([name, value]) => [name, referencesIn(value)]));
  for (const found of circlesIn(references).filter(names => names.some(name => Object.hasOwn(env, name)))) {
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

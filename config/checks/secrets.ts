import type { ApplicationFields } from '../application/application.ts';
import { analysisJobOf } from '../application/jobs.ts';
import type { EnvironmentFields } from '../fields.ts';
import { leavesIn } from '../leaves.ts';
import type { Path } from '../path.ts';
import {
  harmlessArgument,
  harmlessValue,
  publicName,
  secretArgument,
  secretName,
  secretShapes,
} from '../secret-shapes.ts';
import type { Checking } from './checking.ts';
import { containerLists, type OtherContainer, otherContainers } from './containers.ts';

const shapes = secretShapes.map(({ what, pattern }) => ({ what, pattern: new RegExp(pattern) }));
const anyShape = new RegExp(secretShapes.map(({ pattern }) => `(?:${pattern})`).join('|'));
const secretNamePattern = new RegExp(secretName, 'i');
const publicNamePattern = new RegExp(publicName, 'i');
const harmlessPattern = new RegExp(harmlessValue, 'i');
const argumentPattern = new RegExp(secretArgument, 'i');
const harmlessArguments = new RegExp(harmlessArgument, 'gi');

/** The maps of an application whose keys are names of their values. */
const namedFields = ['env', 'annotations', 'identity'] as const;

/** The maps of an application whose values a reason in `notSecret` may excuse. */
const excusable = [...namedFields, 'files'] as const;
/** The keys of a container that hold words which a program gets. */
const containerWords = ['command', 'args'] as const;
/** The keys of an application that do. */
const wordFields = [...containerWords, 'beforeRelease'] as const;

/**
 * Refuses secrets in an environment: all of its text is in Git, in the tree and in the chart. No message shows a value.
 */
export function checkSecrets(checking: Checking, environment: EnvironmentFields): void {
  if (checking.isPresent('applications')) {
    for (const [name, application] of Object.entries(environment.applications)) {
      const path = ['applications', name];
      if (checking.isPresent(...path)) checkApplication(checking, path, application);
    }
  }
  const { applications: _, ...others } = environment;
  checkTexts(checking, [], others, () => moveElsewhere);
}

const moveElsewhere =
  'everyone who can read the repository would see it; put it into a Secret, and replace it, since it has been written down';

function checkApplication(checking: Checking, path: Path, application: ApplicationFields): void {
  const { notSecret: _, ...rest } = application;
  const notSecret = (checking.isSound(...path, 'notSecret') && application.notSecret) || {};
  const isExcused = (key: string): boolean => Object.hasOwn(notSecret, key);
  for (const field of namedFields) {
    if (!checking.isSound(...path, field)) continue;
    for (const [key, value] of Object.entries(application[field])) {
      if (isExcused(key) || anyShape.test(value) || !isSecretByName(key, value)) continue;
      const message = `looks like a secret by its name, and ${advice(field, key)}`;
      checking.refuse([...path, field, key], message);
    }
  }
  for (const field of wordFields) {
    if (!checking.isSound(...path, field) || isExcused(field)) continue;
    checkWords(checking, path, field, wordsOf(application, field));
  }
  checkAnalysis(checking, path, application, isExcused);
  const others = otherContainers(checking, path, application);
  for (const { path: here, container } of others) {
    checkContainer(checking, here, container, isExcused);
  }
  checkTexts(checking, path, rest, ([field, key, inner, name]) => {
    const isOther = containerLists.some(list => list === field);
    if (isOther && inner === 'env') return isExcused(String(name)) ? undefined : advice('env', String(name));
    if (isOther && isOfWords(inner))
      return isExcused(String(inner)) ? undefined : advice(String(inner), String(inner));
    const excuse = isOfWords(field) ? String(field) : excusable.some(name => name === field) && String(key);
    if (excuse === false) return moveElsewhere;
    return isExcused(excuse) ? undefined : advice(String(field), excuse);
  });
  checkExcuses(checking, path, application, others, Object.keys(notSecret));
}

/** The Job of an analysis, which `notSecret` calls `job`. */
function checkAnalysis(
  checking: Checking,
  path: Path,
  application: ApplicationFields,
  isExcused: (key: string) => boolean,
): void {
  if (!checking.isSound(...path, 'delivery') || isExcused('job')) return;
  const { command = [], args = [] } = analysisJobOf(application) ?? {};
  checkWords(checking, [...path, 'delivery', 'analysis'], 'job', [...command, ...args]);
}

function checkContainer(
  checking: Checking,
  path: Path,
  { env, command = [], args = [] }: OtherContainer['container'],
  isExcused: (key: string) => boolean,
): void {
  for (const [key, value] of Object.entries(env)) {
    if (isExcused(key) || anyShape.test(value) || !isSecretByName(key, value)) continue;
    checking.refuse([...path, 'env', key], `looks like a secret by its name, and ${advice('env', key)}`);
  }
  for (const [field, words] of Object.entries({ command, args })) {
    if (!isExcused(field)) checkWords(checking, path, field, words);
  }
}

/** The words of the command at a key. */
function wordsOf(application: ApplicationFields, field: (typeof wordFields)[number]): readonly string[] {
  if (field !== 'beforeRelease') return application[field] ?? [];
  const { command = [], args = [] } = application.beforeRelease ?? {};
  return [...command, ...args];
}

function isSecretByName(key: string, value: string): boolean {
  return secretNamePattern.test(key) && !publicNamePattern.test(key) && !harmlessPattern.test(value);
}

function advice(field: string, key: string): string {
  const move =
    field === 'env'
      ? `move it from env to secrets (${key}: { secret: NAME, key: KEY }) and store the value in that Secret`
      : isOfWords(field)
        ? 'name a Secret in secrets and write $(NAME) here'
        : field === 'files'
          ? 'put the file into a Secret and name that in secretFiles'
          : 'put it into a Secret and name that in secrets';
  return `everyone who can read the repository would see it; ${move}, or say in notSecret.${key} why it is not a secret`;
}

function isOfWords(field: unknown): boolean {
  return wordFields.some(known => known === field);
}

function checkWords(checking: Checking, path: Path, field: string, words: readonly string[]): void {
  const text = words.join(' ');
  if (anyShape.test(text) || !argumentPattern.test(text.replace(harmlessArguments, ' '))) return;
  checking.refuse(
    [...path, field],
    `has an argument that looks like a secret by its name, and ${advice(field, field)}`,
  );
}

/** Refuses texts that have the form of a secret, at any key. */
function checkTexts(
  checking: Checking,
  path: Path,
  value: unknown,
  adviceAt: (inner: Path) => string | undefined,
): void {
  for (const [inner, text] of leavesIn(value)) {
    if (typeof text !== 'string') continue;
    const shape = anyShape.test(text) ? shapes.find(({ pattern }) => pattern.test(text)) : undefined;
    const reason = shape && adviceAt(inner);
    if (reason !== undefined) checking.refuse([...path, ...inner], `contains ${shape?.what}, and ${reason}`);
  }
}

/** Refuses a reason in `notSecret` for a key that does not exist. */
function checkExcuses(
  checking: Checking,
  path: Path,
  application: ApplicationFields,
  others: readonly OtherContainer[],
  excused: readonly string[],
): void {
  const read = [...excusable, ...containerLists, ...wordFields, 'delivery'];
  if (!read.every(field => checking.isSound(...path, field))) return;
  for (const key of excused) {
    const isThere =
      excusable.some(field => Object.hasOwn(application[field] ?? {}, key)) ||
      [application, ...others.map(({ container }) => container)].some(
        container =>
          Object.hasOwn(container.env, key) ||
          containerWords.some(field => field === key && container[field]),
      ) ||
      (key === 'beforeRelease' && application.beforeRelease !== undefined) ||
      (key === 'job' && analysisJobOf(application) !== undefined);
    if (isThere) continue;
    const here = [...path, 'notSecret', key];
    const maps = `${excusable.join(', ')}, nor of env of another container`;
    checking.refuse(here, `is not a key of ${maps}, nor command, args, beforeRelease or job; remove it`);
  }
}

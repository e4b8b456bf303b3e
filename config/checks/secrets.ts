import type { Application } from '../application.ts';
import type { EnvironmentFields } from '../fields.ts';
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

const shapes = secretShapes.map(({ what, pattern }) => ({ what, pattern: new RegExp(pattern) }));
const anyShape = new RegExp(secretShapes.map(({ pattern }) => `(?:${pattern})`).join('|'));
const name = new RegExp(secretName, 'i');
const openName = new RegExp(publicName, 'i');
const harmless = new RegExp(harmlessValue, 'i');
const argument = new RegExp(secretArgument, 'i');
const harmlessArguments = new RegExp(harmlessArgument, 'gi');

/** The maps of an application whose keys are names of values. */
const named = ['env', 'annotations', 'identity'] as const;

/**
 * No secret is written into an environment: whatever it holds is in Git, in the tree and in the chart. No message
 * repeats a value.
 */
export function checkSecrets(checking: Checking, environment: EnvironmentFields): void {
  if (checking.present('applications')) {
    for (const [application, one] of Object.entries(environment.applications)) {
      const path = ['applications', application];
      if (checking.present(...path)) checkApplication(checking, path, one);
    }
  }
  const { applications: _, ...others } = environment;
  checkTexts(checking, [], others, () => moveElsewhere);
}

const moveElsewhere =
  'everyone who reads the repository would have it; put it into a Secret, and make a new one, since this one has been written down';

function checkApplication(checking: Checking, path: Path, application: Application): void {
  const { notSecret: _, ...rest } = application;
  const notSecret = (checking.sound(...path, 'notSecret') && application.notSecret) || {};
  const isExcused = (key: string): boolean => Object.hasOwn(notSecret, key);
  for (const field of named) {
    if (!checking.sound(...path, field)) continue;
    for (const [key, value] of Object.entries(application[field])) {
      if (isExcused(key) || anyShape.test(value) || !isSecretByName(key, value)) continue;
      const message = `has the name of a secret, and ${advice(field, key)}`;
      checking.refuse([...path, field, key], message);
    }
  }
  if (checking.sound(...path, 'command') && application.command && !isExcused('command')) {
    checkCommand(checking, [...path, 'command'], application.command);
  }
  checkTexts(checking, path, rest, ([field, key]) => {
    const own = field === 'command' ? field : named.find(one => one === field) && String(key);
    if (own === undefined) return moveElsewhere;
    return isExcused(own) ? undefined : advice(String(field), own);
  });
  checkExcuses(checking, path, application, Object.keys(notSecret));
}

function isSecretByName(key: string, value: string): boolean {
  return name.test(key) && !openName.test(key) && !harmless.test(value);
}

function advice(field: string, key: string): string {
  const move =
    field === 'env'
      ? `move it from env to secrets (${key}: { secret: NAME, key: KEY }), and put it into that Secret`
      : field === 'command'
        ? 'name a Secret in secrets, and write $(NAME) here'
        : 'put it into a Secret, which secrets names as a variable';
  return `everyone who reads the repository would have it; ${move}, or say in notSecret.${key} why it is none`;
}

function checkCommand(checking: Checking, path: Path, command: readonly string[]): void {
  const text = command.join(' ');
  if (anyShape.test(text) || !argument.test(text.replace(harmlessArguments, ' '))) return;
  checking.refuse(path, `holds an argument with the name of a secret, and ${advice('command', 'command')}`);
}

/** Texts that are known as secrets by their form, wherever they stand. */
function checkTexts(
  checking: Checking,
  path: Path,
  value: unknown,
  adviceAt: (inner: Path) => string | undefined,
): void {
  for (const [inner, text] of textsIn(value)) {
    const shape = anyShape.test(text) ? shapes.find(({ pattern }) => pattern.test(text)) : undefined;
    const told = shape && adviceAt(inner);
    if (told !== undefined) checking.refuse([...path, ...inner], `holds ${shape?.what}, and ${told}`);
  }
}

function* textsIn(value: unknown, path: Path = []): Iterable<[Path, string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index]);
  else for (const [key, item] of Object.entries(value)) yield* textsIn(item, [...path, key]);
}

/** A reason belongs to something. */
function checkExcuses(
  checking: Checking,
  path: Path,
  application: Application,
  excused: readonly string[],
): void {
  if (![...named, 'command'].every(field => checking.sound(...path, field))) return;
  for (const key of excused) {
    const isThere =
      key === 'command'
        ? application.command
        : named.some(field => Object.hasOwn(application[field] ?? {}, key));
    if (isThere) continue;
    const here = [...path, 'notSecret', key];
    checking.refuse(here, `is no key of ${named.join(', ')}, and not command; remove it`);
  }
}

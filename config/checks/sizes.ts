import { jobsOf } from '../application/jobs.ts';
import { databasesOf, firstDatabase, pathOfDatabase } from '../clusters.ts';
import type { EnvironmentFields } from '../fields.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';
import { otherContainers } from './containers.ts';

/**
 * Most bytes of an application, the database, the cache or the cluster. etcd accepts objects of up to 1.5 MB
 * (`--max-request-bytes`). Some objects hold most of these texts, with quotes and line feeds as two characters each.
 */
const largestPart = 400_000;

/**
 * Most bytes of one argument or variable: Linux does not start a program with a longer one (`MAX_ARG_STRLEN`, 32
 * pages).
 */
const longestArgument = 131_000;

/**
 * Most bytes of all annotations: the API server allows 262,144 (`TotalAnnotationSizeLimitB`), and slipway adds some.
 */
const allAnnotations = 200_000;

/** Refuses texts that are too long for etcd, Linux or the API server. */
export function checkSizes(checking: Checking, environment: EnvironmentFields): void {
  for (const part of ['cluster', 'database', 'cache'] as const) {
    if (checking.isSound(part)) checkPart(checking, [part], environment[part]);
  }
  const { applications } = environment;
  checkDatabaseSizes(checking, environment);
  if (!checking.isPresent('applications')) return;
  for (const [name, application] of Object.entries(applications)) {
    const path = ['applications', name];
    if (!checking.isPresent(...path)) continue;
    if (checking.isSound(...path)) checkPart(checking, path, application);
    for (const field of ['annotations', 'identity'] as const) {
      checkAnnotations(checking, [...path, field], application[field]);
    }
    for (const field of ['env', 'command', 'args'] as const) {
      checkArguments(checking, [...path, field], application[field] ?? {});
    }
    for (const [{ path: inner }, job] of jobsOf(application)) {
      for (const field of ['command', 'args'] as const) {
        checkArguments(checking, [...path, ...inner, field], job[field] ?? []);
      }
    }
    for (const { path: here, container } of otherContainers(checking, path, application)) {
      for (const field of ['env', 'command', 'args'] as const) {
        checkArguments(checking, [...here, field], container[field] ?? {});
      }
    }
  }
}

function checkDatabaseSizes(checking: Checking, environment: EnvironmentFields): void {
  const { database, databases } = environment;
  const known = { database, ...(checking.isPresent('databases') && { databases }) };
  for (const [name, database] of databasesOf(known)) {
    const path = pathOfDatabase(name);
    if (!checking.isPresent(...path)) continue;
    if (name !== firstDatabase && checking.isSound(...path)) checkPart(checking, path, database);
    if (!database.external) checkAnnotations(checking, [...path, 'identity'], database.identity);
  }
}

export function checkPart(checking: Checking, path: Path, part: unknown): void {
  const size = bytesOf(JSON.stringify(part) ?? '');
  if (size <= largestPart) return;
  checking.refuse(
    path,
    `has ${size} bytes in all, expected at most ${largestPart}, since etcd accepts no object above 1.5 MB; shorten its texts`,
  );
}

function checkArguments(checking: Checking, path: Path, texts: object): void {
  if (!checking.isSound(...path)) return;
  for (const [key, text] of Object.entries(texts as Record<string, string>)) {
    const size = bytesOf(text);
    if (size <= longestArgument) continue;
    const step = Array.isArray(texts) ? Number(key) : key;
    checking.refuse(
      [...path, step],
      `found ${show(text)}, expected at most ${longestArgument} bytes, since Linux starts no program with a longer text; shorten it, or put it into the image`,
    );
  }
}

function checkAnnotations(checking: Checking, path: Path, texts: Readonly<Record<string, string>>): void {
  if (!checking.isSound(...path)) return;
  const size = Object.entries(texts).reduce((sum, [key, text]) => sum + bytesOf(key) + bytesOf(text), 0);
  if (size <= allAnnotations) return;
  checking.refuse(
    path,
    `has ${size} bytes in all, expected at most ${allAnnotations}, since Kubernetes allows 262144 bytes of annotations; shorten them`,
  );
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

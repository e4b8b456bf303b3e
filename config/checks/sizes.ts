import type { EnvironmentFields } from '../fields.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/**
 * Bytes of all that an application, the database, the cache or the cluster says. etcd takes objects of up to 1.5 MB
 * (`--max-request-bytes`), and some of ours hold most of it, with quotes and line feeds written as two characters.
 */
const largestPart = 400_000;

/** Bytes of one argument or variable: Linux starts no program with a longer one (`MAX_ARG_STRLEN`, 32 pages). */
const longestArgument = 131_000;

/** Bytes of all annotations of an object: the API server takes 262,144 (`TotalAnnotationSizeLimitB`), and we add some. */
const allAnnotations = 200_000;

/** Texts that are too long for who reads them. */
export function checkSizes(checking: Checking, environment: EnvironmentFields): void {
  for (const part of ['cluster', 'database', 'cache'] as const) {
    if (checking.sound(part)) checkPart(checking, [part], environment[part]);
  }
  const { database, applications } = environment;
  if (database?.external === false) checkAnnotations(checking, ['database', 'identity'], database.identity);
  if (!checking.present('applications')) return;
  for (const [name, application] of Object.entries(applications)) {
    const path = ['applications', name];
    if (!checking.present(...path)) continue;
    if (checking.sound(...path)) checkPart(checking, path, application);
    for (const field of ['annotations', 'identity'] as const) {
      checkAnnotations(checking, [...path, field], application[field]);
    }
    for (const field of ['env', 'command'] as const) {
      checkArguments(checking, [...path, field], application[field] ?? {});
    }
  }
}

function checkPart(checking: Checking, path: Path, part: unknown): void {
  const size = bytesOf(JSON.stringify(part) ?? '');
  if (size <= largestPart) return;
  checking.refuse(
    path,
    `has ${size} bytes in all, expected at most ${largestPart}, since etcd takes no object above 1.5 MB; shorten its texts`,
  );
}

function checkArguments(checking: Checking, path: Path, texts: object): void {
  if (!checking.sound(...path)) return;
  for (const [key, text] of Object.entries(texts as Record<string, string>)) {
    const size = bytesOf(text);
    if (size <= longestArgument) continue;
    const step = Array.isArray(texts) ? Number(key) : key;
    checking.refuse(
      [...path, step],
      `found ${show(text)}, expected at most ${longestArgument} bytes, with which Linux starts a program; shorten it, or put it into the image`,
    );
  }
}

function checkAnnotations(checking: Checking, path: Path, texts: Readonly<Record<string, string>>): void {
  if (!checking.sound(...path)) return;
  const size = Object.entries(texts).reduce((sum, [key, text]) => sum + bytesOf(key) + bytesOf(text), 0);
  if (size <= allAnnotations) return;
  checking.refuse(
    path,
    `has ${size} bytes in all, expected at most ${allAnnotations}, since Kubernetes takes 262144 bytes of annotations; shorten them`,
  );
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimRecord } from '../../config/claims/claims.ts';
import { type BadInput, badInput } from '../../config/problem.ts';
import { readRegularFile } from '../../config/read/regular-file.ts';
import { compareCodePoints } from '../../config/units/order.ts';
import type { ArgoCdShare } from '../argocd/share.ts';

/** The file that lists which files of a folder are ours, and its environments. */
export const recordFile = '.slipway.json';

const format = 2;

/** What a run must know to keep an environment without reading its file. */
export interface Share {
  /** The Secrets that must exist in the cluster and that the environment does not make. */
  readonly expects: readonly string[];
  /** What no other environment may use. */
  readonly claims: ClaimRecord;
  /** - Argo CD does not sync it. */
  readonly argocd?: ArgoCdShare;
}

/** An environment of a folder. */
export interface EnvironmentEntry extends Share {
  /** Its file, as a path from the folder with forward slashes: `../environments/production.ts`. */
  readonly source: string;
}

/** The environments of a folder, by name. */
export type Environments = Readonly<Record<string, EnvironmentEntry>>;

/** The content of a folder's record. */
export interface Ownership {
  /** SHA-256 of every file of ours, by path with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  readonly environments: Environments;
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The SHA-256 of each file, by path. */
export function hashesOf(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path, sha256(text)]));
}

/** The record's text: one line a file, sorted, so that Git shows and merges only what changed. */
export function recordText({ files, environments }: Ownership): string {
  const record = { format, environments: inOrder(Object.entries(environments)), files: inOrder([...files]) };
  return `${JSON.stringify(record, null, 2)}\n`;
}

function inOrder<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => compareCodePoints(a, b)));
}

/** The record of a thousand applications has 1 MB. */
const expectation = {
  largest: 100_000_000,
  adviceOnSize: 'restore the file from Git',
  adviceOnName: 'restore the file from Git',
};

/**
 * The record of a folder; undefined if the folder has none.
 *
 * @throws BadInput if the record cannot be read, for example because it has conflict markers of a merge.
 */
export function readRecord(folder: string): Ownership | undefined {
  const file = join(folder, recordFile);
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  const record = parse(readRegularFile(file, expectation).toString('utf8'));
  if (isMap(record) && record.format === 1)
    throw unreadable(file, 'format 1, which names no environments', '');
  if (!isRecord(record)) throw unreadable(file, 'something else', 'restore the file from Git, or ');
  return { files: new Map(Object.entries(record.files)), environments: record.environments };
}

function unreadable(file: string, found: string, first: string): BadInput {
  return badInput({
    file,
    message:
      `expected the record that slipway writes (format ${format}), found ${found}; ` +
      `${first}delete the folder and synthesize all of its environments again`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface RecordData {
  readonly files: Readonly<Record<string, string>>;
  readonly environments: Environments;
}

function isRecord(value: unknown): value is RecordData {
  return (
    isMap(value) && value.format === format && isTexts(value.files) && isMapOf(value.environments, isEntry)
  );
}

function isEntry(value: unknown): boolean {
  if (!isMap(value) || typeof value.source !== 'string' || !isTexts(value.claims)) return false;
  if (!Array.isArray(value.expects) || !value.expects.every(isText)) return false;
  return value.argocd === undefined || isArgoCdShare(value.argocd);
}

const elementKeys = ['name', 'namespace', 'repository', 'revision', 'path', 'destination'];

function isArgoCdShare(value: unknown): boolean {
  if (!isMap(value) || !isText(value.namespace) || !isTexts(value.element)) return false;
  return Object.keys(value.element).sort().join() === [...elementKeys].sort().join();
}

function isTexts(value: unknown): value is Record<string, string> {
  return isMapOf(value, isText);
}

function isMapOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return isMap(value) && Object.values(value).every(isItem);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { type KubernetesMinor, kubernetesMinors } from '../config/kubernetes.ts';
import { binary } from './binary.ts';
import { environmentFolders, foldersBeyond, isWithin } from './environment-minors.ts';
import { type ManifestFile, manifestFiles } from './manifest-files.ts';
import { run } from './run.ts';
import { schemaLocations } from './schemas.ts';
import { kubernetesVersions } from './versions.ts';

export interface ValidationOptions {
  /** The folder of manifests, searched with all its subfolders. */
  readonly folder: string;
  /** The Kubernetes minors to validate against. Default: every supported one. */
  readonly minors?: readonly KubernetesMinor[];
}

/** How many objects were found to be what, on one Kubernetes minor. */
export interface MinorCounts {
  readonly kubernetes: KubernetesMinor;
  readonly valid: number;
  readonly invalid: number;
  /** Objects that could not be judged: no schema, no YAML, no kind, no object in a file. */
  readonly errors: number;
  /** Always 0 in a result without failures. */
  readonly skipped: number;
  /** Folders of environments that are for a newer Kubernetes, whose objects are not judged. */
  readonly newer: readonly string[];
}

/** One object that one Kubernetes minor refuses. */
export interface ValidationFailure {
  readonly kubernetes: KubernetesMinor;
  /** Relative to the folder, with `/`. */
  readonly file: string;
  /** Empty where the object does not say. */
  readonly kind: string;
  /** Empty where the object does not say. */
  readonly name: string;
  readonly message: string;
}

export interface ValidationResult {
  readonly minors: readonly MinorCounts[];
  /** By minor, then file, then message. Empty: every object is valid on every minor. */
  readonly failures: readonly ValidationFailure[];
}

interface Report {
  readonly resources: readonly Resource[];
  readonly summary: Omit<MinorCounts, 'kubernetes' | 'newer'>;
}

interface Resource {
  readonly filename: string;
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly status: 'statusValid' | 'statusInvalid' | 'statusError' | 'statusSkipped' | '';
  readonly msg: string;
}

const empty: Report = { resources: [], summary: { valid: 0, invalid: 0, errors: 0, skipped: 0 } };

/**
 * Validates every object in a folder with kubeconform, strictly, offline, against generated schemas.
 *
 * Each environment is judged by its own Kubernetes minor and by all newer ones: it uses what that minor has. Nothing
 * else is skipped: an object without a schema, a file without an object and a document that kubeconform
 * would overlook are failures. Left alone are files that are neither YAML nor JSON, dot files, and Helm
 * charts (folders with a Chart.yaml), whose files are templates.
 *
 * Throws when the folder does not exist or holds no manifest.
 */
export async function validate({
  folder,
  minors = kubernetesMinors,
}: ValidationOptions): Promise<ValidationResult> {
  const { files, charts } = await manifestFiles(folder);
  const kubeconform = await binary('kubeconform');
  const environments = await environmentFolders(folder, files);
  const counts: MinorCounts[] = [];
  const failures: ValidationFailure[] = [];
  for (const kubernetes of minors) {
    const newer = foldersBeyond(environments, kubernetes);
    const judged = files.filter(({ path }) => !isWithin(path, newer));
    const isEmpty = judged.length === 0;
    const report = isEmpty
      ? empty
      : await runKubeconform(kubeconform, folder, [...charts, ...newer], kubernetes);
    const found = minorFailures(report, judged, kubernetes);
    const unseen = found.filter(({ overlooked }) => overlooked).length;
    counts.push({ kubernetes, ...report.summary, errors: report.summary.errors + unseen, newer });
    failures.push(...found.map(({ overlooked, ...failure }) => failure).sort(byPlace));
  }
  return { minors: counts, failures };
}

async function runKubeconform(
  kubeconform: string,
  folder: string,
  ignoredFolders: readonly string[],
  minor: KubernetesMinor,
): Promise<Report> {
  const locations = (await schemaLocations(minor)).flatMap(location => ['-schema-location', location]);
  const ignored = ['(^|/)\\.[^/]', ...ignoredFolders.map(folder => `^${escapePattern(folder)}/`)];
  const args = ['-strict', '-summary', '-verbose', '-output', 'json', ...locations];
  const patterns = ignored.flatMap(pattern => ['-ignore-filename-pattern', pattern]);
  const version = ['-kubernetes-version', kubernetesVersions[minor]];
  const { code, stdout, stderr } = await run(kubeconform, [...args, ...version, ...patterns, '.'], {
    cwd: folder,
  });
  if (!stdout.startsWith('{')) throw new Error(`kubeconform: exit code ${code}: ${stderr.trim()}`);
  return JSON.parse(stdout) as Report;
}

type Found = ValidationFailure & { readonly overlooked: boolean };

function minorFailures(report: Report, files: readonly ManifestFile[], kubernetes: KubernetesMinor): Found[] {
  const judged = new Set(report.resources.filter(({ status }) => status !== '').map(file => file.filename));
  const refused = report.resources
    .filter(({ status }) => status !== 'statusValid' && status !== '')
    .map(resource => ({
      kubernetes,
      file: resource.filename,
      kind: resource.kind,
      name: resource.name,
      message: message(resource, kubernetes),
      overlooked: false,
    }));
  const overlooked = files.flatMap(({ path, hidden }) => {
    const problems = judged.has(path) ? hidden : ['holds no object; remove the file or write one into it'];
    return problems.map(text => ({
      kubernetes,
      file: path,
      kind: '',
      name: '',
      message: text,
      overlooked: true,
    }));
  });
  return [...refused, ...overlooked];
}

function message(resource: Resource, minor: KubernetesMinor): string {
  const { status, msg, kind, version } = resource;
  if (status === 'statusSkipped') return 'skipped by kubeconform; every object must be validated';
  if (msg === `could not find schema for ${kind}`) {
    return (
      `no kind ${kind} in ${version} on Kubernetes ${kubernetesVersions[minor]}, nor in the pinned custom ` +
      'resources (tools/versions.ts); correct kind and apiVersion, or pin the source of the definition'
    );
  }
  return status === 'statusInvalid' ? problems(msg) : msg.replace(/\s+/g, ' ');
}

/**
 * The single problems, sorted, from kubeconform's message. It puts the whole tree of them on one line, in an order that
 * changes from run to run: `- at '/spec': validation failed   - at '/spec/replicas': got …`.
 */
function problems(text: string): string {
  const [, ...found] = text.split(/ +- at (?=')/);
  const leaves = found
    .map(problem => problem.trim().replace(/^'([^']*)'/, (_, path) => path || '/'))
    .filter(problem => !problem.endsWith(': validation failed'));
  return leaves.length === 0 ? text : leaves.sort().join('; ');
}

function byPlace(a: ValidationFailure, b: ValidationFailure): number {
  const [left, right] = [`${a.file}\0${a.message}`, `${b.file}\0${b.message}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes what cert-manager would put into the Secret `cache-tls`: `ca.crt`, `tls.crt` and `tls.key` in `folder`. */
export function makeCertificates(folder: string): void {
  const openssl = opensslIn(folder);
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=cache-ca',
    '-days',
    '1',
  );
  signCertificate(folder, 1);
}

export interface Signed {
  /** Names of the server. Default: those of `charts/cache/certificates.ts` that a client checks. */
  readonly names?: readonly string[];
  /** The file of the certificate. Default: `tls.crt` in the folder of the authority. */
  readonly certificate?: string;
  /** The file of its key. Default: `tls.key` in the same folder. */
  readonly key?: string;
}

/** Replaces a certificate and its key by a pair that the authority signs for so many days; below 0 it has expired. */
export function signCertificate(
  folder: string,
  days: number,
  { names = namesOfPods, certificate = 'tls.crt', key = 'tls.key' }: Signed = {},
): void {
  const openssl = opensslIn(folder);
  openssl('req', ...newKey, '-keyout', key, '-out', 'tls.csr', '-subj', '/CN=cache');
  const subjects = names.map(name => `DNS:${name}`).join(', ');
  writeFileSync(join(folder, 'names'), `subjectAltName = ${subjects}\n`);
  const signed = [
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    String(days),
    '-extfile',
    'names',
  ];
  openssl('x509', '-req', '-in', 'tls.csr', ...signed, '-out', certificate);
}

const namesOfPods = ['*.cache.production.svc', '*.cache-sentinel.production.svc', 'localhost'];

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function opensslIn(folder: string) {
  return (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
}

/** The options with which the command line client trusts that authority. */
export function clientOptions(folder: string): string[] {
  return ['--tls', '--cacert', join(folder, 'ca.crt')];
}

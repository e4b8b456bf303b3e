import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes what cert-manager would put into the Secret `cache-tls`: `ca.crt`, `tls.crt` and `tls.key` in `folder`. */
export function makeCertificates(folder: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=cache-ca',
    '-days',
    '1',
  );
  openssl('req', ...key, '-keyout', 'tls.key', '-out', 'tls.csr', '-subj', '/CN=cache');
  openssl(
    'x509',
    '-req',
    '-in',
    'tls.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'tls.crt',
    '-days',
    '1',
  );
}

/** The options with which the command line client trusts that authority. */
export function clientOptions(folder: string): string[] {
  return ['--tls', '--cacert', join(folder, 'ca.crt')];
}

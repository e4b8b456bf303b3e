import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const validDays = 30;
const loopback = '127.0.0.1';

/** A certificate and its key, in PEM, and the files that hold them. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** The certificate authority of one cluster: made anew for each, never stored elsewhere, valid 30 days. */
export class CertificateAuthority {
  private constructor(
    private readonly folder: string,
    readonly keyPair: KeyPair,
  ) {}

  static async create(folder: string): Promise<CertificateAuthority> {
    const made = await generate([{ name: 'commonName', value: 'slipway-cluster' }], {
      ...common(),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
      ],
    });
    return new CertificateAuthority(folder, await save(folder, 'ca', made.cert, made.private));
  }

  /**
   * A certificate for a server on loopback that is also reached under `names` and `addresses`. The same program may be a
   * client with it.
   */
  async issue(
    commonName: string,
    { names = [], addresses = [] }: { names?: readonly string[]; addresses?: readonly string[] } = {},
  ): Promise<KeyPair> {
    const made = await generate([{ name: 'commonName', value: commonName }], {
      ...common(),
      ca: { key: this.keyPair.key, cert: this.keyPair.certificate },
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            ...['localhost', ...names].map(value => ({ type: 2 as const, value })),
            ...[loopback, ...addresses].map(ip => ({ type: 7 as const, ip })),
          ],
        },
      ],
    });
    return save(this.folder, commonName, made.cert, made.private);
  }
}

/** The key that signs ServiceAccount tokens, and the public half that checks them. */
export async function serviceAccountKeys(folder: string): Promise<{ signing: string; checking: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const signing = join(folder, 'service-account.key');
  const checking = join(folder, 'service-account.pub');
  await Promise.all([writeFile(signing, privateKey, { mode: 0o600 }), writeFile(checking, publicKey)]);
  return { signing, checking };
}

function common() {
  const notAfterDate = new Date(Date.now() + validDays * 24 * 60 * 60 * 1000);
  return { keyType: 'ec' as const, algorithm: 'sha256', notAfterDate };
}

async function save(folder: string, name: string, certificate: string, key: string): Promise<KeyPair> {
  const certificateFile = join(folder, `${name}.crt`);
  const keyFile = join(folder, `${name}.key`);
  await Promise.all([writeFile(certificateFile, certificate), writeFile(keyFile, key, { mode: 0o600 })]);
  return { certificate, key, certificateFile, keyFile };
}

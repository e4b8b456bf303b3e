import type { Construct } from 'constructs';
import type { CertificateSpec, Issuer } from '../../imports/cert-manager.ts';
import { AuthorityCertificate } from './certificate.ts';
import { AuthorityIssuer, RootIssuer } from './issuer.ts';

/** A certificate authority that signs only for one tier. */
export interface AuthorityProps {
  /** The tier. The Issuer that signs the authority has the name `<tier>-root`. */
  readonly tier: string;
  /** Name of the Certificate, of its Secret and of the Issuer that signs with it. */
  readonly name: string;
  readonly subject: Pick<CertificateSpec, 'commonName' | 'subject'>;
  /** Annotations of the Issuers: without an Issuer nothing is renewed. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** @returns the Issuer that signs with the authority. */
export function addAuthority(scope: Construct, { tier, name, subject, annotations }: AuthorityProps): Issuer {
  const root = new RootIssuer(scope, { name: `${tier}-root`, annotations });
  new AuthorityCertificate(scope, { issuer: root, name, subject });
  return new AuthorityIssuer(scope, { name, annotations });
}

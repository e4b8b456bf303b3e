import type { Construct } from 'constructs';
import { Issuer } from '../../imports/cert-manager.ts';

export interface IssuerProps {
  readonly name: string;
  /** Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Signs an authority with the authority's own key (self-signed). */
export class RootIssuer extends Issuer {
  constructor(scope: Construct, { name, annotations }: IssuerProps) {
    super(scope, `issuer-${name}`, { metadata: { name, annotations }, spec: { selfSigned: {} } });
  }
}

/** Signs with an authority. Its Certificate and its Secret have the same name. */
export class AuthorityIssuer extends Issuer {
  constructor(scope: Construct, { name, annotations }: IssuerProps) {
    super(scope, `issuer-${name}`, { metadata: { name, annotations }, spec: { ca: { secretName: name } } });
  }
}

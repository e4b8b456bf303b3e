import type { Construct } from 'constructs';
import { Password } from '../../imports/external-secrets.ts';
import { roleName } from './endpoints.ts';

/** About 238 bits: only letters and digits, so that it needs no escapes in connection strings. */
const passwordLength = 40;

/** The generator of the passwords of owners; each Secret gets another password. */
export class RolePassword extends Password {
  constructor(scope: Construct, cluster: string) {
    const name = roleName(cluster);
    super(scope, `password-${name}`, {
      metadata: { name },
      spec: { length: passwordLength, digits: 10, symbols: 0, noUpper: false, allowRepeat: true },
    });
  }
}

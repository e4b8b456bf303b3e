import type { Construct } from 'constructs';
import { Password } from '../../imports/external-secrets.ts';
import { cachePassword } from './endpoints.ts';

/** Letters and digits only, so that every configuration file and URL takes it as it is: about 238 bits. */
const passwordLength = 40;

/** How External Secrets generates the password. */
export class CachePassword extends Password {
  constructor(scope: Construct) {
    const { secret } = cachePassword;
    super(scope, `password-${secret}`, {
      metadata: { name: secret },
      spec: { length: passwordLength, digits: 10, symbols: 0, noUpper: false, allowRepeat: true },
    });
  }
}

import type { Construct } from 'constructs';
import { Password } from '../../imports/external-secrets.ts';
import { cachePassword } from './endpoints.ts';

/** About 238 bits: only letters and digits, so that it needs no escapes in configuration files and URLs. */
const passwordLength = 40;

/** The generator of the password. */
export class CachePassword extends Password {
  constructor(scope: Construct, cache: string) {
    const { secret } = cachePassword(cache);
    super(scope, `password-${secret}`, {
      metadata: { name: secret },
      spec: { length: passwordLength, digits: 10, symbols: 0, noUpper: false, allowRepeat: true },
    });
  }
}

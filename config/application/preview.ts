import { z } from 'zod';
import { someText } from '../units/free-text.ts';
import { existingName, hostName } from '../units/names.ts';
import { cidr } from '../units/network.ts';
import { ingressAnnotations } from './ingress-annotations.ts';

/** The host of a version that no one has examined, and what protects it: `allow`, `basicAuth` or both, or `public`. */
export const preview = z.strictObject({
  host: hostName.meta({ description: 'Host name of the new version.' }),
  allow: z.array(cidr).default([]).meta({
    description: 'Networks of the clients that may use it, such as that of an office. Default: any network.',
  }),
  basicAuth: z
    .strictObject({
      secret: existingName.meta({
        description: 'Name of the Secret with names and passwords: key .htpasswd, lines of NAME:{SHA}HASH.',
      }),
    })
    .optional()
    .meta({ description: 'Asks for a name and a password. Default: it does not.' }),
  public: z
    .strictObject({
      reason: someText.meta({ description: 'Why everyone may use it, or what else protects it.' }),
    })
    .optional()
    .meta({ description: 'Lets everyone use it. Default: refused without allow or basicAuth.' }),
  ...ingressAnnotations,
});

export type Preview = z.output<typeof preview>;

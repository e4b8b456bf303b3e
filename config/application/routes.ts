import { hostName } from '../units/names.ts';

/** How users reach an application from outside the cluster. */
export const routes = {
  host: hostName.optional().meta({ description: 'Public host name. Default: not reachable from outside.' }),
};

import { z } from 'zod';
import { hostName, objectName } from '../units/names.ts';
import { ingressAnnotations } from './ingress-annotations.ts';
import { mostHosts, objectHost, route } from './route.ts';

/** How users reach an application from outside the cluster. */
export const routes = {
  host: hostName.optional().meta({ description: 'Public host name. Default: not reachable from outside.' }),
  hosts: z.array(objectHost).max(mostHosts).default([]).meta({
    description: 'More public host names of the application, each with its own certificate. Default: none.',
  }),
  redirects: z.array(objectHost).default([]).meta({
    description:
      'Hosts whose requests are redirected to host with 301, such as `www.example.com`, each with its own certificate. Default: none.',
  }),
  routes: z.record(objectName, route).default({}).meta({
    description:
      'The paths that lead to the application, each under a name of your choice, also on a host of another application. Default: all paths of its hosts.',
  }),
  ...ingressAnnotations,
};

import { path, port } from '../units/names.ts';

/** Where an application listens, and how the kubelet sees that it can serve. */
export const ports = {
  port: port.default(8080).meta({ description: 'Port that the container listens on.' }),
  health: path
    .default('/health')
    .meta({ description: 'HTTP path that returns 200 while the application can serve requests.' }),
};

import { path, port } from '../units/names.ts';

/** Where an application listens, and how the kubelet sees that it can serve. */
export const ports = {
  port: port
    .optional()
    .meta({ description: 'Port that the container listens on. Default: 8080; a worker has none.' }),
  health: path.optional().meta({
    description:
      'HTTP path that returns 200 while the application can serve requests. Default: /health; a worker has none.',
  }),
};

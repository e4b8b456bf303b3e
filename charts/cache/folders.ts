/** Folders in the pods. The scripts read them from environment variables. */
export const folders = {
  configuration: '/etc/cache',
  password: '/etc/cache-auth',
  users: '/etc/cache-users',
  certificates: '/etc/cache-tls',
  data: '/data',
  run: '/run/cache',
} as const;

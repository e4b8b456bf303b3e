/** Variables that may be shown. Every other one with these prefixes is a secret, or may become one. */
const shown = new Set([
  'PGHOST',
  'PGPORT',
  'PGDATABASE',
  'PGSSLMODE',
  'PGSSLROOTCERT',
  'REDIS_SENTINELS',
  'REDIS_MASTER_NAME',
  'REDIS_HOST',
  'REDIS_PORT',
  'REDIS_TLS_CA_FILE',
]);

/** The application's settings for its database and its cache: values, or for secrets that there is one. */
export function connections(environment) {
  const settings = Object.entries(environment).filter(([name]) => /^(PG|REDIS_)/.test(name));
  return Object.fromEntries(
    settings.sort().map(([name, value]) => [name, shown.has(name) ? value : '(set)']),
  );
}

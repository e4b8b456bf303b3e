import { type Image, parseImage } from './units/image.ts';

/**
 * Images that the stack itself runs, by version and digest. Applications name their own.
 *
 * The tag names the version, the digest fixes the bytes: change both together.
 */
export const images = {
  /** Data pods and sentinels. Debian variant: user 999, a POSIX shell and coreutils, which the scripts need. */
  valkey: parseImage(
    'docker.io/valkey/valkey:9.1.2@sha256:418652cfb58ef879d4978c33553735d7147016032d5aefaa14c828e611eb9dfd',
  ),
  /**
   * The endpoint of the cache. Long-term support until 2030; user 99. Source of the digest: docker-library/repo-info
   * `repos/haproxy/remote/3.2.24-trixie.md`, commit 0ed0a0e.
   */
  haproxy: parseImage(
    'docker.io/library/haproxy:3.2.24-trixie@sha256:b89c23154f8c5df97f2bd06aceb69d2190ed97b46b35708edc104b659dce0eae',
  ),
  /** Metrics of data pods and sentinels. */
  redisExporter: parseImage(
    'docker.io/oliver006/redis_exporter:v1.90.0@sha256:a129504e65b87c54f79bc92f1afc403475e8ff646a3d7512de469904ceddf986',
  ),
} as const satisfies Record<string, Image>;

/** Major versions of PostgreSQL that CloudNativePG 1.30 supports and that still get fixes. */
export type PostgresMajor = 15 | 16 | 17 | 18;

/**
 * PostgreSQL by major version, as CloudNativePG publishes it.
 *
 * Source: cloudnative-pg/artifacts `image-catalogs/catalog-standard-trixie.yaml`, catalog of 2026-08-17.
 */
export const postgresImages: Readonly<Record<PostgresMajor, Image>> = {
  15: postgres('15.19-202608170814', '613c7a0417887cd2626a2bfb31fa4e1d86c3088e575fd66bc227007dc69a5487'),
  16: postgres('16.15-202608170814', '3df9103d7f89c8abc2870463d4d446944c81b5f1f4b707c590895dc003ecbb65'),
  17: postgres('17.11-202608170816', '91e0de662d53895a45f1396f4ee1a75daeb0c26fc87853afc9c8f43e01fdaa21'),
  18: postgres('18.6-202608170814', '771f9eab5225587af259d84680cc69a5b6e374ac32bb24effafde1f3368a1241'),
};

function postgres(version: string, digest: string): Image {
  return parseImage(`ghcr.io/cloudnative-pg/postgresql:${version}-standard-trixie@sha256:${digest}`);
}

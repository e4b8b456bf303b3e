import fc from 'fast-check';

import { databases, extensions } from './arbitrary/databases.ts';
import { annotation, cidr, cpu, duration, memory, networks, placement, requests, text } from './scalars.ts';

/** Every way in which an environment may have PostgreSQL. */
export const database = fc.oneof(
  fc
    .record(
      {
        instances: fc.integer({ min: 1, max: 5 }),
        dataDurability: fc.constantFrom('required' as const, 'preferred' as const),
        version: fc.integer({ min: 15, max: 18 }),
        storage: memory.map(size => size.replace('M', 'G')),
        walStorage: fc.constantFrom('10Gi', '2500Mi', '7G'),
        resources: fc.record(
          {
            requests: fc.record({ cpu, memory: fc.constantFrom('2Gi', '6G', '1000Mi') }),
            limits: fc.constantFrom({ memory: '8Gi' }, { cpu: '16', memory: '6G' }),
          },
          { requiredKeys: ['requests'] },
        ),
        pooler: fc.record({
          instances: fc.integer({ min: 1, max: 5 }),
          mode: fc.constantFrom('session' as const, 'transaction' as const),
          maxClientConnections: fc.integer({ min: 1, max: 2_000_000 }),
          poolSize: fc.integer({ min: 1, max: 60 }),
        }),
        hasImage: fc.boolean(),
        sharedPreloadLibraries: fc.uniqueArray(fc.constantFrom('pg_cron', 'on'), { maxLength: 2 }),
        directConnections: fc.constantFrom(0, 1, 40),
        extensions,
        databases,
        parameters: fc.dictionary(
          fc.constantFrom('work_mem', 'random_page_cost', 'jit'),
          fc.constantFrom('64MB', '1.1', 'on'),
        ),
        backup: fc.record(
          {
            destination: fc.constantFrom('s3://bucket', 's3://bucket/path"with'),
            endpoint: fc.constantFrom(
              'https://s3.example.com',
              'http://s3.example.com/x',
              'https://s3.example.com:9000',
            ),
            cidrs: fc.array(cidr, { maxLength: 3 }),
            schedule: fc.constantFrom('0 0 2 * * *', '0 30 1 * * sun'),
            retention: fc.constantFrom('30d', '4w'),
            secret: fc.constantFrom('s3', 'on'),
            maxAge: duration('168h', '90000s', '8760h'),
            resources: fc.record(
              { requests, limits: fc.oneof(requests, fc.constant({ memory: '16Gi' })) },
              { requiredKeys: ['requests'] },
            ),
          },
          { requiredKeys: ['destination', 'schedule', 'retention'] },
        ),
        identity: fc.dictionary(annotation, text),
        ...placement,
      },
      { requiredKeys: ['storage'] },
    )
    .map(({ hasImage, ...database }) => ({
      ...database,
      ...(hasImage && { image: `registry.example.com/postgis:${database.version ?? 17}-3.6` }),
    })),
  fc.record(
    {
      external: fc.constant(true as const),
      host: fc.constant('db.example.com'),
      readHost: fc.constant('read.example.com'),
      port: fc.integer({ min: 1, max: 65535 }),
      network: networks,
      database: text.filter(name => name.length > 0),
      secret: fc.constant('managed-database'),
    },
    { requiredKeys: ['external', 'host', 'network', 'secret'] },
  ),
);

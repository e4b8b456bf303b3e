import { App } from 'cdk8s';
import { DataTier } from '../../../charts/data/data-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

type DatabaseInput = Partial<Exclude<EnvironmentInput['database'], undefined | { external: true }>>;

function render(database: DatabaseInput = {}): Manifest[] {
  return manifestsOf(
    new DataTier(new App(), environmentWith({ database: { storage: '20Gi', ...database } })),
  );
}

function clusterWith(database: DatabaseInput = {}): Manifest {
  return objectOf(render(database), 'Cluster', 'database').spec;
}

describe.each(['rw', 'ro'])('the pooler %s', type => {
  const { parameters } = objectOf(render(), 'Pooler', `database-pooler-${type}`).spec.pgbouncer;

  test('tries a server that refused again after a second, not after 15', () => {
    expect(parameters.server_login_retry).toBe('1');
  });

  test('gives up an attempt to connect after 5 s, because it makes only one at a time', () => {
    expect(parameters.server_connect_timeout).toBe('5');
  });

  test('looks up a missing name again after a second', () => {
    expect(parameters.dns_nxdomain_ttl).toBe('1');
  });

  test('keeps no client waiting for longer than 30 s', () => {
    expect(parameters).toMatchObject({ query_wait_timeout: '30', client_login_timeout: '30' });
  });

  test('counts a server as lost after 30 s without an answer, sooner than Kubernetes does its node', () => {
    const { tcp_keepidle: idle, tcp_keepintvl: interval, tcp_keepcnt: count } = parameters;
    expect(Number(idle) + Number(interval) * Number(count)).toBe(25);
    expect(parameters.tcp_user_timeout).toBe('30000');
  });
});

describe('an instance', () => {
  test('stops at once: a smart shutdown would refuse new connections until its end, because poolers never disconnect', () => {
    expect(clusterWith().smartShutdownTimeout).toBe(0);
  });

  test('is killed after five minutes of stopping, also in a switchover', () => {
    expect(clusterWith()).toMatchObject({ stopDelay: 300, switchoverDelay: 300 });
  });

  test('is probed each second while it starts, so that its clients return with it', () => {
    expect(clusterWith().probes).toEqual({ startup: { periodSeconds: 1 } });
  });

  test('that is primary is replaced after 6 s of silence, within what the webhook allows', () => {
    const { leaseDurationSeconds, renewDeadlineSeconds, retryPeriodSeconds } = clusterWith().primaryLease;
    expect(leaseDurationSeconds).toBe(6);
    expect(leaseDurationSeconds).toBeGreaterThan(renewDeadlineSeconds);
    expect(5 * renewDeadlineSeconds).toBeGreaterThan(6 * retryPeriodSeconds);
  });

  test('that is a replica tries a lost primary each second, because commits wait for it', () => {
    expect(clusterWith().postgresql.parameters.wal_retrieve_retry_interval).toBe('1s');
  });

  test('frees the locks of a client that is gone', () => {
    expect(clusterWith().postgresql.parameters).toMatchObject({
      tcp_keepalives_idle: '10',
      tcp_keepalives_interval: '5',
      tcp_keepalives_count: '3',
      client_connection_check_interval: '10s',
    });
  });

  test('takes other times from the environment', () => {
    const parameters = { wal_retrieve_retry_interval: '10s', client_connection_check_interval: '0' };
    expect(clusterWith({ parameters }).postgresql.parameters).toMatchObject(parameters);
  });
});

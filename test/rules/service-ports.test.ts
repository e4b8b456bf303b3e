import { servicePorts } from '../../rules/service-ports.ts';
import { deployment, findingsOf, object, rollout, service } from './support.ts';

const ports = (targetPort: string | number) => ({ ports: [{ name: 'web', port: 80, targetPort }] });

test.each(['http', 8080])('targetPort %s is found among the ports of the container', target => {
  expect(findingsOf(servicePorts, [rollout('web'), service('web', ports(target))])).toEqual([]);
});

test('a sidecar may have the port', () => {
  const sidecar = { name: 'proxy', restartPolicy: 'Always', ports: [{ name: 'proxy', containerPort: 9000 }] };
  const pods = deployment('web', { pod: { initContainers: [sidecar] } });
  expect(findingsOf(servicePorts, [pods, service('web', ports('proxy'))])).toEqual([]);
});

test('a pooler of CloudNativePG has the port pgbouncer', () => {
  const pooler = object('postgresql.cnpg.io/v1', 'Pooler', 'pooler', {
    spec: { cluster: { name: 'database' } },
  });
  const selector = { 'cnpg.io/poolerName': 'pooler' };
  expect(findingsOf(servicePorts, [pooler, service('db', { selector, ...ports('pgbouncer') })])).toEqual([]);
});

test('a name that no container port has is refused', () => {
  expect(findingsOf(servicePorts, [rollout('web'), service('web', ports('htp'))])).toEqual([
    'production/application/Service web: targetPort htp of port web is not a port of Rollout web; allowed: http (8080); change targetPort, or add the port to the container',
  ]);
});

test('a number that no container declares is refused', () => {
  expect(findingsOf(servicePorts, [deployment('web'), service('web', ports(8081))])).toEqual([
    'production/application/Service web: targetPort 8081 of port web is not a port of Deployment web; allowed: http (8080); change targetPort, or add the port to the container',
  ]);
});

test('a name is refused where no port is declared, a number is not', () => {
  const silent = deployment('web', { container: { ports: [] } });
  expect(findingsOf(servicePorts, [silent, service('web', ports(8080))])).toEqual([]);
  expect(findingsOf(servicePorts, [silent, service('web', ports('http'))])).toEqual([
    'production/application/Service web: targetPort http of port web is not a port of Deployment web; allowed: none, since the containers declare no port; change targetPort, or add the port to the container',
  ]);
});

test('without targetPort the port itself is meant', () => {
  expect(findingsOf(servicePorts, [deployment('web'), service('web', { ports: [{ port: 80 }] })])).toEqual([
    'production/application/Service web: targetPort 80 of port 80 is not a port of Deployment web; allowed: http (8080); change targetPort, or add the port to the container',
  ]);
});

import type { Application } from '../application/application.ts';
import type { Destination } from '../application/egress.ts';
import type { NetworkPlugin } from '../cluster.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** Each destination names one kind of place, no port twice, and hosts only where the network plugin knows names. */
export function checkEgress(
  checking: Checking,
  path: Path,
  { egress }: Application,
  plugin: NetworkPlugin | undefined,
): void {
  for (const [name, destination] of Object.entries(egress)) {
    const place = [...path, 'egress', name];
    if (!checking.isSound(...place)) continue;
    checkPlaces(checking, place, destination);
    checkPorts(checking, place, destination);
    if (destination.hosts && plugin === 'other') {
      checking.refuse(
        [...place, 'hosts'],
        'found host names, but a NetworkPolicy knows only addresses; set cluster.networkPlugin to cilium if the cluster runs it, or write network or internet',
      );
    }
  }
}

function checkPlaces(checking: Checking, path: Path, destination: Destination): void {
  const places = (['network', 'internet', 'hosts'] as const).filter(
    key => destination[key] !== undefined && destination[key] !== false,
  );
  if (places.length === 0) {
    checking.refuse(path, 'has no place to connect to, expected network, internet or hosts; add one of them');
  }
  for (const place of places.slice(1)) {
    checking.refuse(
      [...path, place],
      `found together with ${places[0]}, expected only one of network, internet and hosts; give each destination its own name`,
    );
  }
  if (destination.except.length > 0 && !destination.internet) {
    checking.refuse(
      [...path, 'except'],
      'found without internet, from which alone it takes networks; add internet: true or remove except',
    );
  }
}

function checkPorts(checking: Checking, path: Path, { port, protocol, ports }: Destination): void {
  const seen = new Set([`${port}/${protocol}`]);
  ports.forEach((other, index) => {
    const text = `${other.port}/${other.protocol}`;
    if (seen.has(text)) checking.refuse([...path, 'ports', index], `found ${text} a second time; remove one`);
    seen.add(text);
  });
}

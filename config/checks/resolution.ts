import type { Application } from '../application/application.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** How an application finds addresses: nothing twice, and no way on which names of the cluster are not found. */
export function checkResolution(checking: Checking, path: Path, application: Application): void {
  if (checking.isSound(...path, 'hostAliases')) checkAliases(checking, path, application);
  const areSound = ['dnsConfig', 'dnsPolicy'].every(key => checking.isSound(...path, key));
  if (!areSound) return;
  checkConfig(checking, [...path, 'dnsConfig'], application);
  if (application.dnsPolicy === 'None') checkNone(checking, [...path, 'dnsPolicy'], application);
}

/** An address is the key of its entry in the API (kubernetes `pkg/apis/core/types.go`), and a name has the first. */
function checkAliases(checking: Checking, path: Path, { hostAliases, egress }: Application): void {
  const here = [...path, 'hostAliases'];
  const names = hostAliases.flatMap(({ hostnames }, index) =>
    hostnames.map((name, of) => ({ name, at: [...here, index, 'hostnames', of] })),
  );
  const isSecond = (all: readonly string[], text: string, index: number) => all.indexOf(text) < index;
  const addresses = hostAliases.map(({ ip }) => ip);
  addresses.forEach((ip, index) => {
    if (!isSecond(addresses, ip, index)) return;
    checking.refuse(
      [...here, index, 'ip'],
      `found ${show(ip)} a second time; list all of its hostnames in one entry`,
    );
  });
  const texts = names.map(({ name }) => name);
  names.forEach(({ name, at }, index) => {
    if (isSecond(texts, name, index))
      checking.refuse(at, `found ${show(name)} a second time, but a name has one address; remove one`);
  });
  if (!checking.isSound(...path, 'egress')) return;
  for (const [destination, { hosts = [] }] of Object.entries(egress)) {
    const named = names.find(({ name }) => hosts.includes(name));
    if (named === undefined) continue;
    checking.refuse(
      named.at,
      `found ${show(named.name)}, which egress.${destination} opens by its name: Cilium knows its addresses from DNS only; write its network there`,
    );
  }
}

function checkConfig(checking: Checking, here: Path, { dnsConfig }: Application): void {
  if (dnsConfig === undefined) return;
  const { nameservers = [], searches = [], options = [] } = dnsConfig;
  if (nameservers.length + searches.length + options.length === 0) {
    checking.refuse(here, 'says nothing; write nameservers, searches or options, or remove it');
  }
  const lists = { nameservers, searches, options: options.map(({ name }) => name) };
  for (const [key, list] of Object.entries(lists)) {
    list.forEach((item, index) => {
      if (list.indexOf(item) === index) return;
      checking.refuse([...here, key, index], `found ${show(item)} a second time; remove one`);
    });
  }
}

/** Without the DNS of the cluster. Source of the first: kubernetes `pkg/apis/core/validation/validation.go`. */
function checkNone(checking: Checking, here: Path, { dnsConfig, uses, peers, egress }: Application): void {
  if (dnsConfig?.nameservers === undefined) {
    checking.refuse(here, 'found None without a resolver; add dnsConfig.nameservers, or remove dnsPolicy');
    return;
  }
  const finds = uses.length > 0 || Object.keys(peers).length > 0;
  if (finds && dnsConfig.searches === undefined) {
    checking.refuse(
      here,
      'found None, with which the short names of what it uses are not found; add dnsConfig.searches such as NAMESPACE.svc.cluster.local and resolvers that know them, or remove dnsPolicy',
    );
  }
  const named = Object.entries(egress).find(([, { hosts }]) => hosts !== undefined);
  if (named === undefined) return;
  checking.refuse(
    here,
    `found None, but Cilium learns the addresses of egress.${named[0]} from the DNS of the cluster; write a network or internet there, or remove dnsPolicy`,
  );
}

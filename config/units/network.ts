import { z } from 'zod';
import { expected, show } from './expected.ts';
import { operation } from './operation.ts';

const allowed = 'a network such as 10.0.0.0/16';
const pattern = new RegExp(`${z.regexes.cidrv4.source}|${z.regexes.cidrv6.source}`);
const error = expected(allowed, withoutSize);

function withoutSize(found: unknown): string | undefined {
  const text = String(found);
  if (!/^[\da-f.:]+$/i.test(text)) return undefined;
  return `add its size, such as ${text}/${text.includes(':') ? 128 : 32}`;
}

/**
 * An IPv4 or IPv6 network such as 10.0.0.0/16. The bits beyond the size must be zero, as the API server requires from
 * Kubernetes 1.36 on (`StrictIPCIDRValidation`: apimachinery `pkg/util/validation/ip.go`, `parseCIDR`).
 */
export const cidr = z
  .string({ error })
  .regex(pattern, { error })
  .superRefine((text, context) => {
    const advice = pattern.test(text) ? adviceOn(text) : undefined;
    if (advice !== undefined) context.addIssue(`expected ${allowed}, found ${show(text)}; ${advice}`);
  })
  .meta({ title: 'network' });

const addressError = expected('an address such as 192.0.2.10', found =>
  String(found).includes('/') ? 'remove its size' : undefined,
);

/**
 * An address of either family, such as 192.0.2.10. An IPv4 address has one notation, since the API server refuses zeros
 * before its numbers (apimachinery `pkg/util/validation/ip.go`, `IsValidIP`).
 */
export const address = z
  .string({ error: addressError })
  .regex(new RegExp(`${z.regexes.ipv4.source}|${z.regexes.ipv6.source}`), { error: addressError })
  .meta({ title: 'address' });

/** The network of one address: 192.0.2.10/32, 2001:db8::1/128. */
export const networkOf = operation(
  'networkOf',
  (ip: string): string => `${ip}/${ip.includes(':') ? 128 : 32}`,
);

/** One network, or a list: a server with IPv4 and IPv6 addresses is in two networks. */
export const networks = z
  .union([cidr, z.array(cidr).min(1)])
  .transform(value => (typeof value === 'string' ? [value] : value))
  .meta({ title: 'network, or a list' });

function adviceOn(text: string): string | undefined {
  const [address = '', size = ''] = text.split('/');
  const isIpv4 = !address.includes(':');
  const width = isIpv4 ? 32 : 128;
  const bits = isIpv4 ? bitsOfIpv4(address) : bitsOfIpv6(address);
  if (!isIpv4 && bits >> 32n === 0xffffn) return 'write it as an IPv4 network';
  const beyond = (1n << BigInt(width - Number(size))) - 1n;
  if ((bits & beyond) === 0n) return undefined;
  const network = bits & ~beyond;
  return `write ${isIpv4 ? ipv4Text(network) : ipv6Text(network)}/${size}, or ${address}/${width} for this address only`;
}

function bitsOfIpv4(address: string): bigint {
  return address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function bitsOfIpv6(address: string): bigint {
  const [before = [], after = []] = address.split('::').map(side => side.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].reduce((bits, part) => (bits << 16n) | BigInt(`0x${part}`), 0n);
}

function ipv4Text(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => (bits >> shift) & 0xffn).join('.');
}

/** The short form, such as `fd00::`. */
function ipv6Text(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (bits >> BigInt(112 - 16 * index)) & 0xffffn);
  return new URL(`http://[${groups.map(group => group.toString(16)).join(':')}]`).hostname.slice(1, -1);
}

import fc from 'fast-check';
import type { z } from 'zod';
import { cidr, networks } from '../../../config/units/network.ts';
import { law } from '../../support/law.ts';

function messageOf(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

test.each(['10.0.0.0/16', '0.0.0.0/0', '10.0.0.7/32', '2001:db8::/32', '::/0', '::1/128', 'FD00:A::/32'])(
  'takes the network %s',
  network => {
    expect(cidr.parse(network)).toBe(network);
  },
);

test.each([
  ['10.0.0.0', '; add its size, such as 10.0.0.0/32'],
  ['2001:db8::1', '; add its size, such as 2001:db8::1/128'],
  ['10.0.0.0/33', ''],
  ['10.0.0.0/08', ''],
  ['10.0.0/8', ''],
  ['fe80::1:2:3:4:5:6:7:8/64', ''],
  ['net', ''],
  ['10.0.0.7/8', '; write 10.0.0.0/8, or 10.0.0.7/32 for this address only'],
  ['fd00:1::7/64', '; write fd00:1::/64, or fd00:1::7/128 for this address only'],
  ['::ffff:a00:1/128', '; write it as an IPv4 network'],
])('refuses the network %s', (network, advice) => {
  expect(messageOf(cidr, network)).toBe(
    `expected a network such as 10.0.0.0/16, found "${network}"${advice}`,
  );
});

test('the network in the advice about bits beyond the size is accepted', () => {
  const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 31 }));
  const ipv6 = fc.tuple(
    fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }),
    fc.integer({ min: 0, max: 127 }),
  );
  const addresses = fc.oneof(
    ipv4,
    ipv6.map(([groups, size]) => [groups.map(group => group.toString(16)).join(':'), size] as const),
  );
  law(
    fc.property(addresses, ([address, size]) => {
      const message = messageOf(cidr, `${address}/${size}`);
      const advised = /; write (\S+), or (\S+) for/.exec(message ?? '');
      const fitting = message === undefined ? [`${address}/${size}`] : [advised?.[1], advised?.[2]];
      for (const network of fitting) expect(messageOf(cidr, network)).toBeUndefined();
    }),
  );
});

test('one network becomes a list with one entry', () => {
  expect(networks.parse('10.0.0.0/8')).toEqual(['10.0.0.0/8']);
  expect(networks.parse(['10.0.0.0/8', 'fd00::/8'])).toEqual(['10.0.0.0/8', 'fd00::/8']);
});

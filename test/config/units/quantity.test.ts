import fc from 'fast-check';
import { byteQuantity, cpu, Quantity, type QuantityUnit } from '../../../config/units/quantity.ts';

const unit = fc.constantFrom<QuantityUnit>('m', '', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti');
const text = fc.tuple(fc.nat(1_000_000), unit).map(([amount, suffix]) => `${amount}${suffix}`);
const quantity = text.map(Quantity.parse);

/** The amount in thousandths, by arithmetic of its own. */
function thousandths(written: string): bigint {
  const scale: Record<string, bigint> = { k: 10n ** 3n, M: 10n ** 6n, G: 10n ** 9n, T: 10n ** 12n };
  const [, amount = '', suffix = ''] = /^(\d+)(.*)$/.exec(written) ?? [];
  if (suffix === 'm') return BigInt(amount);
  const power = 'KMGT'.indexOf(suffix.charAt(0)) + 1;
  const factor = suffix.endsWith('i') ? 1024n ** BigInt(power) : (scale[suffix] ?? 1n);
  return BigInt(amount) * factor * 1000n;
}

describe('laws', () => {
  test('reading what was printed gives the same amount, and the same text', () => {
    fc.assert(
      fc.property(quantity, one => {
        expect(Quantity.parse(`${one}`).compare(one)).toBe(0);
        expect(`${Quantity.parse(`${one}`)}`).toBe(`${one}`);
      }),
    );
  });

  test('the printed text is never longer than the written one', () => {
    fc.assert(fc.property(text, written => `${Quantity.parse(written)}`.length <= written.length));
  });

  test('the order of a sum has no influence, on its text neither', () => {
    fc.assert(
      fc.property(fc.array(quantity), quantities => {
        const sum = Quantity.sum(quantities);
        expect(`${Quantity.sum([...quantities].reverse())}`).toBe(`${sum}`);
      }),
    );
  });

  test('a sum is exact', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const sum = Quantity.parse(a).plus(Quantity.parse(b));
        expect(BigInt(sum.in('m'))).toBe(BigInt(Number(thousandths(a) + thousandths(b))));
      }),
    );
  });

  test('what was added can be taken away again', () => {
    fc.assert(fc.property(quantity, quantity, (a, b) => a.plus(b).minus(b).compare(a) === 0));
  });

  test('the smaller is the one from which the other cannot be taken away', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const isSmaller = a.compare(b) < 0;
        expect(b.compare(a) > 0).toBe(isSmaller);
        if (isSmaller) expect(() => a.minus(b)).toThrow(`${a} is less than ${b}`);
        else expect(a.minus(b).compare(Quantity.parse(0))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a percentage is rounded down to the unit, by less than one unit', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 100 }), (mebibytes, percent) => {
        const share = Quantity.parse(`${mebibytes}Mi`).percent(percent, 'Mi').in('Mi');
        const exact = (mebibytes * percent) / 100;
        expect(share).toBeLessThanOrEqual(exact);
        expect(share).toBeGreaterThan(exact - 1);
      }),
    );
  });

  test('times a number is that many of it added up', () => {
    fc.assert(
      fc.property(quantity, fc.nat(20), (one, count) => {
        const sum = Quantity.sum(Array.from({ length: count }, () => one));
        expect(one.times(count).compare(sum)).toBe(0);
      }),
    );
  });
});

test.each([
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['0.5', '500m'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['1000k', '1M'],
  ['0Gi', '0'],
  ['0.1Ki', '102400m'],
  ['8Ei', undefined],
  ['7Ei', '7Ei'],
])('%s is printed as %s', (written, printed) => {
  if (printed === undefined) expect(() => Quantity.parse(written)).toThrow(`found "${written}"`);
  else expect(`${Quantity.parse(written)}`).toBe(printed);
});

test.each([
  '',
  'Gi',
  '1gi',
  '1e3',
  '-1',
  '+1',
  '1.',
  '.5',
  '1.2345',
  '0.0005',
  '1 Gi',
  '1,5',
  '0x10',
  '1GiB',
])('refuses %j', written => {
  expect(() => Quantity.parse(written)).toThrow(
    `expected a quantity such as 500m, 2, 256Mi or 100Gi, found ${JSON.stringify(written)}`,
  );
});

test('a sum is printed in binary units when one of its parts was', () => {
  expect(`${Quantity.sum([Quantity.parse('1Gi'), Quantity.parse('1024')])}`).toBe('1048577Ki');
});

test('an amount that is no whole number of a unit is not rounded', () => {
  expect(() => Quantity.parse('1500m').in('')).toThrow('1500m is no whole number of units');
  expect(() => Quantity.parse('1.5Gi').in('Gi')).toThrow('1536Mi is no whole number of Gi');
  expect(Quantity.parse('1.5Gi').in('Mi')).toBe(1536);
});

test.each([-1, 0.5, Number.NaN])('refuses to be taken %d times', factor => {
  expect(() => Quantity.parse('1Gi').times(factor)).toThrow(`cannot take 1Gi ${factor} times`);
});

describe('in an environment', () => {
  function messageOf(schema: typeof cpu | typeof byteQuantity, value: unknown): string | undefined {
    return schema.safeParse(value).error?.issues[0]?.message;
  }

  test.each([0, '0', '0m', '0.0'])('a CPU is above 0: %j', value => {
    expect(messageOf(cpu, value)).toBe(
      `expected CPU in cores such as 500m, 0.5 or 2, found ${JSON.stringify(value)}`,
    );
  });

  test.each([0.1 + 0.2, 1e21, Number.NaN])('a CPU that is no exact thousandth is refused: %d', value => {
    expect(messageOf(cpu, value)).toBe(`expected CPU in cores such as 500m, 0.5 or 2, found ${value}`);
  });

  test.each(['2', 2, '2.000', 2.0])('whole cores may be a number or a text: %j', value => {
    expect(`${cpu.parse(value)}`).toBe('2');
  });

  test('bytes without a unit are taken when there are enough of them', () => {
    expect(`${byteQuantity.parse(1_073_741_824)}`).toBe('1073741824');
    expect(messageOf(byteQuantity, 512)).toBe(
      'expected at least 1Mi, found 512, which is 512 bytes; add a unit such as Mi or Gi',
    );
  });
});

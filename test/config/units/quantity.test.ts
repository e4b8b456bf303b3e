import fc from 'fast-check';
import { byteQuantity, cpu, Quantity, type QuantityUnit } from '../../../config/units/quantity.ts';
import { law } from '../../support/law.ts';

const unit = fc.constantFrom<QuantityUnit>('m', '', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti');
const text = fc.tuple(fc.nat(1_000_000), unit).map(([amount, suffix]) => `${amount}${suffix}`);

/** Whole bytes. */
const whole = fc
  .tuple(
    fc.nat(1_000_000),
    unit.filter(suffix => suffix !== 'm'),
  )
  .map(([amount, suffix]) => `${amount}${suffix}`);

/**
 * What the API server stores: the largest unit of the same format that leaves no fraction; binary amounts below 1024
 * are decimal (k8s.io/apimachinery `pkg/api/resource/quantity.go`, `CanonicalizeBytes` and the comment of `Quantity`).
 */
function canonical(written: string): string {
  const isBinary = written.endsWith('i') && thousandths(written) >= 1_024_000n;
  const base = isBinary ? 1024n : 1000n;
  let [mantissa, power] = [thousandths(written), -1];
  if (mantissa === 0n) return '0';
  if (isBinary) [mantissa, power] = [mantissa / 1000n, 0];
  for (; mantissa % (power < 0 ? 1000n : base) === 0n && power < 6; power++)
    mantissa /= power < 0 ? 1000n : base;
  const prefix = power < 0 ? 'm' : (['', isBinary ? 'K' : 'k', 'M', 'G', 'T', 'P', 'E'][power] ?? '');
  return `${mantissa}${prefix}${isBinary && power > 0 ? 'i' : ''}`;
}

/** The amount in thousandths, by independent arithmetic. */
function thousandths(written: string): bigint {
  const scale: Record<string, bigint> = {
    k: 10n ** 3n,
    M: 10n ** 6n,
    G: 10n ** 9n,
    T: 10n ** 12n,
    P: 10n ** 15n,
    E: 10n ** 18n,
  };
  const [, amount = '', suffix = ''] = /^(\d+)(.*)$/.exec(written) ?? [];
  if (suffix === 'm') return BigInt(amount);
  const power = 'KMGTPE'.indexOf(suffix.charAt(0).toUpperCase()) + 1;
  const factor = suffix.endsWith('i') ? 1024n ** BigInt(power) : (scale[suffix] ?? 1n);
  return BigInt(amount) * factor * 1000n;
}

describe('laws', () => {
  test('reading what was printed gives the same amount, and the same text', () => {
    law(
      fc.property(text, written => {
        const quantity = Quantity.parse(written);
        expect(Quantity.parse(`${quantity}`).compare(quantity)).toBe(0);
        expect(`${Quantity.parse(`${quantity}`)}`).toBe(`${quantity}`);
      }),
    );
  });

  test('the printed text is never longer than the written one', () => {
    law(fc.property(text, written => `${Quantity.parse(written)}`.length <= written.length));
  });

  test('neither the order nor the grouping of a sum changes its text', () => {
    law(
      fc.property(fc.array(text), fc.array(text), (left, right) => {
        const [a, b] = [left.map(Quantity.parse), right.map(Quantity.parse)];
        const sum = `${Quantity.sum([...a, ...b])}`;
        expect(`${Quantity.sum([...a, ...b].reverse())}`).toBe(sum);
        expect(`${Quantity.sum([Quantity.sum(a), Quantity.sum(b)])}`).toBe(sum);
        expect(`${Quantity.sum(b).plus(Quantity.sum(a))}`).toBe(sum);
      }),
    );
  });

  test('zero in any unit does not change the text of a sum', () => {
    law(
      fc.property(fc.array(text), text, fc.nat(20), (parts, none, at) => {
        const quantities = parts.map(Quantity.parse);
        const zero = Quantity.parse(none).times(0);
        const sum = Quantity.sum(quantities);
        expect(`${Quantity.sum(quantities.toSpliced(at, 0, zero))}`).toBe(`${sum}`);
        expect(`${sum.minus(zero)}`).toBe(`${sum}`);
      }),
    );
  });

  test('equal amounts of bytes have the same text, whatever the units of their parts', () => {
    law(
      fc.property(whole, whole, (a, b) => {
        const sum = Quantity.parse(a).plus(Quantity.parse(b));
        const bytes = Quantity.parse(`${thousandths(a) / 1000n}`).plus(
          Quantity.parse(`${thousandths(b) / 1000n}`),
        );
        expect(`${sum.asBytes()}`).toBe(`${bytes.asBytes()}`);
      }),
    );
  });

  test('Kubernetes writes the text of a quantity as we do', () => {
    law(
      fc.property(text, whole, (a, b) => {
        const quantity = Quantity.parse(a);
        expect(canonical(`${quantity}`)).toBe(`${quantity}`);
        const bytes = Quantity.parse(b).asBytes();
        expect(canonical(`${bytes}`)).toBe(`${bytes}`);
      }),
    );
  });

  test('a sum is exact', () => {
    law(
      fc.property(text, text, (a, b) => {
        const sum = Quantity.parse(a).plus(Quantity.parse(b));
        expect(BigInt(sum.in('m'))).toBe(BigInt(Number(thousandths(a) + thousandths(b))));
      }),
    );
  });

  test('minus undoes plus', () => {
    law(
      fc.property(text, text, (first, second) => {
        const [a, b] = [Quantity.parse(first), Quantity.parse(second)];
        return a.plus(b).minus(b).compare(a) === 0;
      }),
    );
  });

  test('minus throws exactly if the other amount is larger', () => {
    law(
      fc.property(text, text, (first, second) => {
        const [a, b] = [Quantity.parse(first), Quantity.parse(second)];
        const isSmaller = a.compare(b) < 0;
        expect(b.compare(a) > 0).toBe(isSmaller);
        if (isSmaller) expect(() => a.minus(b)).toThrow(`${a} is less than ${b}`);
        else expect(a.minus(b).compare(Quantity.parse(0))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a percentage is rounded down to the unit, by less than one unit', () => {
    law(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 100 }), (mebibytes, percent) => {
        const share = Quantity.parse(`${mebibytes}Mi`).percent(percent, 'Mi').in('Mi');
        const exact = (mebibytes * percent) / 100;
        expect(share).toBeLessThanOrEqual(exact);
        expect(share).toBeGreaterThan(exact - 1);
      }),
    );
  });

  test('times a number equals that many additions', () => {
    law(
      fc.property(text, fc.nat(20), (written, count) => {
        const quantity = Quantity.parse(written);
        const sum = Quantity.sum(Array.from({ length: count }, () => quantity));
        expect(quantity.times(count).compare(sum)).toBe(0);
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

test.each([
  ['128k', '125Ki'],
  ['100M', '100M'],
  ['1953125Mi', '2048G'],
  ['1.001', '1001m'],
  ['0', '0'],
])('%s is %s as bytes', (written, printed) => {
  expect(`${Quantity.parse(written).asBytes()}`).toBe(printed);
});

test('an amount that is not a whole number of a unit is not rounded', () => {
  expect(() => Quantity.parse('1500m').in('')).toThrow('1500m is not a whole number of units');
  expect(() => Quantity.parse('1.5Gi').in('Gi')).toThrow('1536Mi is not a whole number of Gi');
  expect(Quantity.parse('1.5Gi').in('Mi')).toBe(1536);
});

test.each([-1, 0.5, Number.NaN])('refuses to be multiplied by %d', factor => {
  expect(() => Quantity.parse('1Gi').times(factor)).toThrow(`cannot multiply 1Gi by ${factor}`);
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

  test.each([0.1 + 0.2, 1e21, Number.NaN])(
    'a CPU that is not a whole number of thousandths is refused: %d',
    value => {
      expect(messageOf(cpu, value)).toBe(`expected CPU in cores such as 500m, 0.5 or 2, found ${value}`);
    },
  );

  test.each(['2', 2, '2.000', 2.0])('whole cores may be a number or a string: %j', value => {
    expect(`${cpu.parse(value)}`).toBe('2');
  });

  test('1000 cores are refused, since they are meant as thousandths', () => {
    expect(messageOf(cpu, '1000')).toBe(
      'expected fewer than 1000 cores, found "1000"; write thousandths of a core as 500m',
    );
    expect(`${cpu.parse(999)}`).toBe('999');
  });

  test('a printed quantity is accepted again with the same amount', () => {
    for (const schema of [cpu, byteQuantity]) {
      law(
        fc.property(text, written => {
          const { success, data } = schema.safeParse(written);
          if (success) expect(schema.parse(`${data}`).compare(data)).toBe(0);
        }),
        { numRuns: 500 },
      );
    }
  });

  test('a part of a byte is refused, since Kubernetes would store another text', () => {
    expect(messageOf(byteQuantity, '1.001Gi')).toBe(
      'expected a whole number of bytes such as 256Mi or 100Gi, found "1.001Gi"; use a smaller unit',
    );
    expect(`${byteQuantity.parse('1.5Gi')}`).toBe('1536Mi');
  });

  test('bytes without a unit are accepted from 1Mi on', () => {
    expect(`${byteQuantity.parse(1_073_741_824)}`).toBe('1073741824');
    expect(messageOf(byteQuantity, 512)).toBe(
      'expected at least 1Mi, found 512, which is 512 bytes; add a unit such as Mi or Gi',
    );
  });
});

import { ApiObject, App, Chart } from 'cdk8s';
import { z } from 'zod';
import type { Environment } from '../../../config/environment.ts';
import { byteQuantity, Quantity, type QuantityUnit } from '../../../config/units/quantity.ts';
import { Printer } from '../../../output/helm/print/print.ts';
import { app, value } from '../../../output/helm/sample/choice.ts';
import { Definitions } from '../../../output/helm/sample/definitions.ts';
import { Interpretation } from '../../../output/helm/sample/interpretation.ts';
import { Loops } from '../../../output/helm/sample/loops.ts';
import { bound, carryOut } from '../../../output/helm/sample/operations.ts';
import type { SymbolicQuantity } from '../../../output/helm/sample/quantity.ts';
import { Symbols } from '../../../output/helm/sample/symbols.ts';
import { call, type Range, variable } from '../../../output/helm/template/expression.ts';
import { textOf } from '../../../output/helm/template/line.ts';
import { templatesOf } from '../../../output/helm/templates.ts';
import { renderBelow } from '../../../output/render.ts';

/** Generates a chart from a schema with one more key, and a construct that writes one field of one object. */
function generate(key: z.ZodType, field: (value: unknown) => unknown): () => unknown {
  const application = z.strictObject({ uses: z.array(z.string()), key });
  const schema = z.strictObject({ name: z.string(), applications: z.record(z.string(), application) });
  const render = (environment: Environment) => {
    const chart = new Chart(new App(), 'chart');
    for (const [name, application] of Object.entries(environment.applications)) {
      const { key: said } = application as unknown as { key: unknown };
      new ApiObject(chart, name, {
        apiVersion: 'v1',
        kind: 'One',
        metadata: { name },
        spec: { field: field(said) },
      });
    }
    return renderBelow(chart, 'one/tier');
  };
  return () => templatesOf({ schema, render });
}

describe('generating refuses', () => {
  test('a schema whose values a chart cannot hold', () => {
    expect(generate(z.date(), String)).toThrow(
      'a chart has no values of the schema date; describe them in output/helm/sample/shape.ts',
    );
  });

  test('alternatives that a template cannot tell apart', () => {
    expect(generate(z.union([z.record(z.string(), z.string()), z.number()]), String)).toThrow(
      'a chart cannot tell a map from a scalar; describe it in output/helm/sample/shape.ts',
    );
  });

  test('a schema without applications', () => {
    expect(() => templatesOf({ schema: z.strictObject({}), render: () => ({ objects: [] }) })).toThrow(
      'expected a schema with a map of applications, found none',
    );
  });

  test('a difference between samples that no choice explains', () => {
    let count = 0;
    expect(generate(z.boolean(), () => (count++ % 7 < 3 ? 'a' : 'b'))).toThrow(
      /spec\/field: found in some samples, and no question tells in which; add one to output\/helm\/sample\/table.ts$/,
    );
  });

  test('lists whose items come in different orders', () => {
    expect(generate(z.boolean(), isOn => (isOn ? ['a', 'b'] : ['b', 'a']))).toThrow(
      'expected the items of a list in one order, found two orders of "a"#0; sort them',
    );
  });

  test('texts of several lines of which only some end in a line break', () => {
    expect(generate(z.boolean(), isOn => (isOn ? 'a\nb\n' : 'a\nc'))).toThrow(
      /spec\/field: expected texts that all end in a line break or all in none, found both$/,
    );
  });

  test.each([
    ['compare', (memory: Quantity) => memory.compare(memory)],
    ['plus', (memory: Quantity) => memory.plus(memory)],
    ['minus', (memory: Quantity) => memory.minus(memory)],
    ['percentAtLeast', (memory: Quantity) => memory.percentAtLeast(10, 'Mi')],
    ['asBytes', (memory: Quantity) => memory.asBytes()],
    ['isWhole', (memory: Quantity) => memory.isWhole()],
    ['in Gi', (memory: Quantity) => memory.in('Gi')],
    ['atLeast', (memory: Quantity) => memory.atLeast(Quantity.parse('1Mi'))],
    ['a share in Ti', (memory: Quantity) => memory.percent(10, 'Ti' as QuantityUnit)],
    ['text of a computed amount', (memory: Quantity) => memory.percent(10, 'Mi').toString()],
  ])('%s of a quantity, which no template computes', (what, compute) => {
    expect(generate(byteQuantity, memory => compute(memory as SymbolicQuantity))).toThrow(
      `a chart cannot compute ${what} of a quantity; make it an operation in config/units/`,
    );
  });
});

const symbols = new Symbols();
const choices = { version: 17, drains: true, idle: false, pooler: 1, envoyGateway: true, manyHosts: false };
const here = new Interpretation(symbols, new Loops(), new Definitions(), choices);
const number = (place: string) => symbols.number({ ...value(place), type: 'integer' });

describe('an operation refuses', () => {
  test('to be carried out without a template', () => {
    expect(() => carryOut('cubeRoot', here, [number('cluster.zones')])).toThrow(
      'no template for the operation cubeRoot; describe it in output/helm/sample/operations.ts',
    );
  });

  test.each(Object.entries(bound))(
    '%s to be asked about another value than its own',
    (operation, [about]) => {
      expect(() => carryOut(operation, here, [number('cluster.zones')])).toThrow(
        `${operation}: expected the value of ${about}, found that of cluster.zones; make another operation for it`,
      );
    },
  );

  test('another version than that of the database', () => {
    expect(() => carryOut('ofMajor', here, ['database', 16])).toThrow(
      'ofMajor: expected the value of databases.*.version, found 16; make another operation for it',
    );
  });

  test('policies that scaling rules give in different ways', () => {
    const rule = { ...value('applications.*.scale.rules'), type: 'integer' } as const;
    const policies = ['a', 'b'].map(key => ({ [key]: symbols.number(rule) }));
    expect(() => carryOut('distinct', here, [policies])).toThrow(
      'distinct: expected the same policy of every scaling rule, found dict "a" $app.scale.rules and dict "b" $app.scale.rules',
    );
  });

  test('a checksum of data that is not a template of the chart', () => {
    expect(() => carryOut('checksum', here, [{ file: 'text' }])).toThrow(
      'expected data that goes through shared(), found {"file":"text"}',
    );
  });
});

test.each(Object.entries(bound))('%s is computed where its operand is not a marker', operation => {
  expect(carryOut(operation, here, [3])).toBeUndefined();
});

test('a loop that is not known is refused', () => {
  expect(() => new Loops().get('volumes')).toThrow(
    'expected the id of a loop, found volumes; add the loop before it is asked for',
  );
});

test('a scalar is refused where a map or a list is printed', () => {
  expect(() => new Printer(symbols, new Definitions()).print({ kind: 'scalar', value: 1 }, '', [])).toThrow(
    'expected a map or a list, found a scalar',
  );
});

test('a text that is printed is refused where a template computes', () => {
  const item = variable('$item', 'data');
  const printed: Range = {
    kind: 'range',
    loop: 'items',
    index: item,
    item,
    over: app,
    separator: '',
    body: [],
  };
  expect(() => textOf(call('len', printed))).toThrow(
    'expected a value to compute with, found a text that is printed',
  );
});

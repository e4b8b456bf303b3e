import { compareCodePoints } from '../../config/units/order.ts';
import type { Bits } from './merge/conditions.ts';
import { distinct, Merger, type Scope } from './merge/merge.ts';
import { bitsWhere, questionsAbout } from './merge/questions.ts';
import { type Wrapped, when } from './print/directive.ts';
import { hoisted } from './print/hoist.ts';
import { Printer } from './print/print.ts';
import type { Source } from './sample/model.ts';
import { type Sampled, type Samples, takeSamples, type Variant } from './sample/samples.ts';
import { type Expression, inside, variable } from './template/expression.ts';
import { readsOf } from './template/inspect.ts';
import { type Action, actionLine, computedIn, type Line, line } from './template/line.ts';
import { wrapped } from './template/wrap.ts';

/** Templates, and the places of the values that they read. */
export interface Templates {
  /** By path in the chart. */
  readonly files: ReadonlyMap<string, string>;
  readonly samples: Samples;
  readonly reads: ReadonlySet<string>;
}

/** Templates of every object that environments of a schema render to. */
export function templatesOf(source: Source): Templates {
  const samples = takeSamples(source);
  const files = new TemplateWriter(samples).write();
  const text = (lines: readonly Line[]) => `${lines.flatMap(wrapped).join('\n')}\n`;
  const reads = [...files.values()].flatMap(lines => computedIn(lines).flatMap(readsOf));
  return {
    files: new Map([...files].map(([file, lines]) => [file, text(lines)])),
    samples,
    reads: new Set(reads),
  };
}

class TemplateWriter {
  private readonly merger: Merger;
  private readonly printer: Printer;
  private readonly data: Printer;
  private readonly all: Bits;
  /** Samples in which no application uses another: what is about the environment as a whole is read off these. */
  private readonly alone: Bits;

  constructor(private readonly samples: Samples) {
    const { model, symbols, loops, definitions, choices, copied } = samples;
    this.merger = new Merger(symbols, loops, questionsAbout(model.choices, choices), copied);
    this.printer = new Printer(symbols, definitions);
    this.data = new Printer(symbols, definitions, { isData: true });
    this.all = bitsWhere(choices, () => true);
    this.alone = bitsWhere(choices, ({ usesApplication, isUsed }) => !usesApplication && !isUsed);
  }

  write(): Map<string, Line[]> {
    const documents = new Map<string, Wrapped[]>();
    for (const object of this.samples.objects) {
      const file = `templates/${object.tier}/${object.kind.toLowerCase()}.yaml`;
      documents.set(file, [...(documents.get(file) ?? []), this.document(object)]);
    }
    const data = this.samples.data.map(sampled => this.namedTemplate(sampled));
    const files = [...documents].map(([file, parts]): [string, Line[]] => {
      const lines = this.printer.wrapAll(parts, '');
      return [file, [...this.samples.definitions.readBy(lines, 'top of the file'), ...lines]];
    });
    const questions = new Map([...this.printer.conditions.ofAny, ...this.data.conditions.ofAny]);
    return new Map([
      ...files.sort(([a], [b]) => compareCodePoints(a, b)),
      ['templates/_data.tpl', between(data)],
      ['templates/_questions.tpl', between([...questions].map(([id, asked]) => this.anyTemplate(id, asked)))],
    ]);
  }

  private document(object: Sampled): Wrapped {
    const { variants, scope } = within(object, object.ofApplication ? this.all : this.alone);
    const outer = { ...scope, bits: scope.environment };
    const { scope: inner, ...presence } = this.merger.presence(
      `${object.kind} ${object.name}`,
      scope.bits,
      outer,
    );
    const node = this.merger.merge(distinct(variants), inner);
    const lines = this.printer.print(node, '', inner.open);
    const definitions = this.samples.definitions.readBy(lines, 'object');
    return {
      wrappers: this.printer.wrappers(presence, []),
      lines: [...definitions, ...hoisted([line('---'), ...lines])],
    };
  }

  private namedTemplate(data: Sampled): Line[] {
    const { variants, scope } = within(data, data.ofApplication ? this.all : this.alone);
    const open = data.ofApplication ? ['application'] : [];
    const inner = this.merger.presence('', scope.bits, { ...scope, bits: scope.environment, open }).scope;
    const node = this.merger.merge(distinct(variants), { ...inner, open });
    return [
      actionLine('', { kind: 'define', name: `slipway.${data.name}` }),
      ...(data.ofApplication ? ofApplication : []),
      ...this.data.print(node, '', open),
      line({ kind: 'end', trims: false }),
    ];
  }

  private anyTemplate(id: string, condition: Expression): Line[] {
    const [asked] = when(condition);
    const answer = line({ ...asked, trims: true }, 'true', { kind: 'end', trims: true });
    const end: Action = { kind: 'end' };
    return [
      actionLine('', { kind: 'define', name: `slipway.${id}` }),
      ...eachApplication(this.samples),
      ...this.samples.definitions.readBy([answer], 'each application'),
      answer,
      actionLine('', end),
      actionLine('', end),
    ];
  }
}

function eachApplication({ loops }: Samples): Line[] {
  const { key, item, over } = loops.get('application');
  return [actionLine('', { kind: 'range', ...(key && { key }), item, over })];
}

/** A named template about an application is given the root, the name and the application as one operand. */
const operand = variable('', 'data');
const ofApplication: readonly Line[] = [
  ['$', 'root'],
  ['$name', 'name'],
  ['$app', 'app'],
].map(([variable = '', key = '']) =>
  actionLine('', { kind: 'set', variable, value: inside(operand, key, 'data'), isNew: true }),
);

/** Templates with an empty line between them. */
function between(templates: readonly Line[][]): Line[] {
  return templates.flatMap((lines, index) => (index === 0 ? lines : [line(), ...lines]));
}

/** The variants of a part in some samples. */
function within({ variants, kind, name }: Sampled, context: Bits): { variants: Variant[]; scope: Scope } {
  const there = variants
    .map(({ value, bits }) => ({ value, bits: bits & context }))
    .filter(({ bits }) => bits !== 0n);
  const bits = there.reduce((all, variant) => all | variant.bits, 0n);
  return { variants: there, scope: { bits, environment: context, open: [], path: `${kind} ${name}` } };
}

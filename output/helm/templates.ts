import { compareCodePoints } from '../../config/units/order.ts';
import { hoisted } from './hoist.ts';
import { distinct, Merger, type Scope } from './merge.ts';
import { Printer, type Wrapped } from './print.ts';
import { bitsWhere, questionsAbout } from './questions.ts';
import { type Sampled, type Samples, takeSamples } from './samples.ts';

/** Templates of every object, by path in the chart. */
export function templatesOf(samples: Samples = takeSamples()): Map<string, string> {
  const writer = new TemplateWriter(samples);
  return writer.write();
}

class TemplateWriter {
  private readonly merger: Merger;
  private readonly printer: Printer;
  private readonly data: Printer;
  private readonly all: bigint;
  /** Samples in which no application uses another: what is about the environment as a whole is read off these. */
  private readonly alone: bigint;

  constructor(private readonly samples: Samples) {
    const { symbols, loops, definitions, choices, chosen } = samples;
    this.merger = new Merger(symbols, loops, questionsAbout(choices), chosen);
    this.printer = new Printer(symbols, definitions);
    this.data = new Printer(symbols, definitions, { isData: true });
    this.all = bitsWhere(choices, () => true);
    this.alone = bitsWhere(choices, ({ usesApplication, isUsed }) => !usesApplication && !isUsed);
  }

  write(): Map<string, string> {
    const files = new Map<string, Wrapped[]>();
    for (const object of this.samples.objects) {
      const file = `templates/${object.tier}/${object.kind.toLowerCase()}.yaml`;
      files.set(file, [...(files.get(file) ?? []), this.document(object)]);
    }
    const data = [...this.samples.data].map(one => this.namedTemplate(one)).join('\n');
    const texts = [...files].map(([file, documents]): [string, string] => {
      const lines = this.printer.wrapAll(documents, '');
      return [
        file,
        `${[...this.samples.definitions.readBy(lines, 'top of the file'), ...lines].join('\n')}\n`,
      ];
    });
    const questions = [...this.printer.anyApplication, ...this.data.anyApplication].map(any =>
      this.anyTemplate(any),
    );
    return new Map([
      ...texts.sort(([a], [b]) => compareCodePoints(a, b)),
      ['templates/_data.tpl', data],
      ['templates/_questions.tpl', [...new Set(questions)].join('\n')],
    ]);
  }

  private document(object: Sampled): Wrapped {
    const { variants, scope } = this.within(object, object.ofApplication ? this.all : this.alone);
    const { scope: inner, ...presence } = this.merger.presence(`${object.kind} ${object.name}`, scope.bits, {
      ...scope,
      bits: scope.environment,
    });
    const node = this.merger.merge(distinct(variants), inner);
    const wrappers = this.printer.wrappers(presence, []);
    const lines = this.printer.print(node, '', inner.open);
    const definitions = this.samples.definitions.readBy(lines, 'object');
    return { wrappers, lines: [...definitions, ...hoisted(['---', ...lines])] };
  }

  private namedTemplate(data: Sampled): string {
    const { variants, scope } = this.within(data, data.ofApplication ? this.all : this.alone);
    const open = data.ofApplication ? ['application'] : [];
    const inner = this.merger.presence('', scope.bits, { ...scope, bits: scope.environment, open }).scope;
    const node = this.merger.merge(distinct(variants), { ...inner, open });
    const names = data.ofApplication
      ? ['{{- $ := .root }}', '{{- $name := .name }}', '{{- $app := .app }}']
      : [];
    const lines = [
      `{{- define "slipway.${data.name}" }}`,
      ...names,
      ...this.data.print(node, '', open),
      '{{ end }}',
    ];
    return `${lines.join('\n')}\n`;
  }

  private anyTemplate([name, condition]: [string, string]): string {
    const asked = `{{- if ${condition} }}true{{- end }}`;
    return [
      `{{- define "${name}" }}`,
      '{{- range $name, $app := $.Values.applications }}',
      ...this.samples.definitions.readBy([asked], 'each application'),
      asked,
      '{{- end }}',
      '{{- end }}',
      '',
    ].join('\n');
  }

  /** The variants of a part in some samples. */
  private within({ variants, kind, name }: Sampled, context: bigint) {
    const kept = variants
      .map(({ value, bits }) => ({ value, bits: bits & context }))
      .filter(({ bits }) => bits !== 0n);
    const bits = kept.reduce((all, variant) => all | variant.bits, 0n);
    const scope: Scope = { bits, environment: context, open: [], path: `${kind} ${name}` };
    return { variants: kept, scope };
  }
}

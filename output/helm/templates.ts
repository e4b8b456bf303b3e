import { compareCodePoints } from '../../config/units/order.ts';
import { distinct } from './merge/align.ts';
import { type Bits, bitsWhere, questionsAbout } from './merge/conditions.ts';
import { Merger } from './merge/merge.ts';
import { type Asked, through, type Wrapped, when } from './print/directive.ts';
import { hoisted } from './print/hoist.ts';
import { Printer } from './print/print.ts';
import { variablesOfLoop } from './sample/loops.ts';
import type { Source } from './sample/model.ts';
import { type Sampled, type Samples, takeSamples } from './sample/samples.ts';
import { inside, variable } from './template/expression.ts';
import { loopsOf, readsOf, variablesOf } from './template/inspect.ts';
import { actionLine, computedIn, type Line, line } from './template/line.ts';
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
    files: new Map([...files].map(([file, lines]) => [file, patchable(file, text(lines))])),
    samples,
    reads: new Set(reads),
  };
}

/**
 * A file of objects as a named template, which is printed as it is unless some value is a patch
 * (`output/helm/library/templates/_patches.tpl`).
 */
export function patchable(file: string, text: string): string {
  const [, name] = /^templates\/([^_].*)\.yaml$/.exec(file) ?? [];
  if (name === undefined) return text;
  return `{{- define "slipway.objects.${name}" }}
${text}{{- end }}
{{- if $.Values.patches }}
{{- include "slipway.patched" (dict "root" $ "file" "slipway.objects.${name}") }}
{{- else }}
{{- template "slipway.objects.${name}" $ }}
{{- end }}
`;
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
    this.data = new Printer(symbols, definitions, true);
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
    const { node, scope, ...presence } = this.merged(object, []);
    const lines = this.printer.print(node, '', scope.open);
    const definitions = this.samples.definitions.readBy(lines, 'object');
    return {
      wrappers: this.printer.conditions.wrappers(presence, []),
      lines: [...definitions, ...hoisted([line('---'), ...lines])],
    };
  }

  private namedTemplate(data: Sampled): Line[] {
    const { item, loop } = data;
    const { node, scope } = this.merged(data, loopsOfData(data));
    return define(data.name, [
      ...(data.ofApplication ? ofApplication : []),
      ...(loop === undefined ? [] : ofLoop(loop)),
      ...(item === undefined ? [] : variablesOf(item).map(variable => fromOperand(variable, 'item'))),
      ...this.data.print(node, '', scope.open),
      line({ kind: 'end', trims: false }),
    ]);
  }

  /** What samples have of a part, in these loops. */
  private merged(part: Sampled, open: readonly string[]) {
    const context = part.ofApplication ? this.all : this.alone;
    const there = part.variants
      .map(({ value, bits }) => ({ value, bits: bits & context }))
      .filter(({ bits }) => bits !== 0n);
    const outer = { bits: context, all: context, conditions: [], open, path: part.tier };
    const presence = this.merger.presence(`${part.kind} ${part.name}`, there, outer);
    return { ...presence, node: this.merger.merge(distinct(there), presence.scope) };
  }

  private anyTemplate(id: string, { condition, loops, known }: Asked): Line[] {
    const [asked] = when(condition);
    const answer = line({ ...asked, trims: true }, 'true', { kind: 'end', trims: true });
    const ranges = loops.map(loop => actionLine('', through(this.samples.loops.get(loop))[0]));
    const end = actionLine('', { kind: 'end' });
    return define(id, [
      ...(known.length > 0 ? [fromOperand('$', 'root')] : []),
      ...known.flatMap(loop => (variablesOfLoop[loop] ?? []).map(([key]) => fromOperand(`$${key}`, key))),
      ...ranges,
      ...this.samples.definitions.readBy([answer], 'each application'),
      answer,
      ...ranges.map(() => end),
      end,
    ]);
  }
}

/** A named template; its last line ends it. */
function define(name: string, lines: readonly Line[]): Line[] {
  return [actionLine('', { kind: 'define', name: `slipway.${name}` }), ...lines];
}

/** A named template about an application is given the root, the name and the application as one operand. */
const operand = variable('', 'data');
const ofApplication = Object.entries({ $: 'root', $name: 'name', $app: 'app' }).map(([variable, key]) =>
  fromOperand(variable, key),
);

function fromOperand(variable: string, key: string): Line {
  return actionLine('', { kind: 'set', variable, value: inside(operand, key, 'data'), isNew: true });
}

/** The loops that data is within. */
function loopsOfData({ ofApplication, item, loop }: Sampled): string[] {
  if (loop !== undefined) return [loop];
  if (!ofApplication) return [];
  return item === undefined ? ['application'] : loopsOf(item);
}

/** A named template about an item of another loop is given the root and the variables of the loop. */
function ofLoop(loop: string): Line[] {
  const variables = (variablesOfLoop[loop] ?? []).map(([key]) => fromOperand(`$${key}`, key));
  return [fromOperand('$', 'root'), ...variables];
}

/** Templates with an empty line between them. */
function between(templates: readonly Line[][]): Line[] {
  return templates.flatMap((lines, index) => (index === 0 ? lines : [line(), ...lines]));
}

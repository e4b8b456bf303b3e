import {
  call,
  type Expression,
  type Field,
  include,
  inside,
  literal,
  piped,
  root,
  variable,
} from '../template/expression.ts';
import { variablesOf } from '../template/inspect.ts';
import { type Action, actionLine, computedIn, type Line, line } from '../template/line.ts';
import { value } from './choice.ts';

/** A variable that a template sets once and reads as often as it likes. */
export interface Definition {
  /** Such as `$callers`. */
  readonly variable: string;
  /** Where it is set. */
  readonly at: 'top of the file' | 'each application' | 'object';
  readonly lines: readonly Line[];
}

const rule = variable('$rule', 'data', ['application']);
const rules: Action = { kind: 'range', item: rule, over: value('applications.*.scale.rules') };
const scale = value('applications.*.scale');
const isScaled: Expression = call('kindIs', literal('map'), scale);

function set(name: string, to: Expression, isNew = true): Action {
  return { kind: 'set', variable: name, value: to, isNew };
}

/** `range` over the rules on one line, which sets a variable anew for each. */
function eachRule(name: string, to: Expression): Line {
  const inner = { ...set(name, to, false), trims: false };
  return line({ ...rules, trims: true }, inner, { kind: 'end', trims: false });
}

function definition(name: string, at: Definition['at'], ...lines: readonly (Line | Action)[]): Definition {
  return { variable: name, at, lines: lines.map(part => ('tokens' in part ? part : actionLine('', part))) };
}

/** A list that holds something for each rule, and nothing where there are no rules. */
function listOfRules(name: string, at: Definition['at'], ...each: readonly (Line | Action)[]): Definition {
  const [isThere, end]: Action[] = [{ kind: 'if', condition: isScaled }, { kind: 'end' }];
  return definition(name, at, set(name, call('list')), isThere as Action, ...each, end as Action);
}

/** The largest or the smallest number in the rules of an application. */
function ofRules(name: string, operator: 'max' | 'min', least: number, key: string): Definition {
  const next = call(operator, variable(name, 'integer'), inside(rule, key, 'integer'));
  return definition(name, 'object', set(name, literal(least)), eachRule(name, next));
}

const steps = call('and', isScaled, call('eq', value('applications.*.scale.mode'), literal('step')));
const range: Field = {
  kind: 'field',
  of: call('ternary', scale, call('dict'), isScaled),
  path: ['rules'],
  type: 'data',
};
const hosts = piped('len', piped('rest', piped('splitList', literal('\n- '), include('hosts', root))));
const appended = (name: string, item: Expression) => call('append', variable(name, 'data'), item);

const fixed: readonly Definition[] = [
  definition('$callers', 'top of the file', set('$callers', piped('fromJson', include('callers', root)))),
  definition('$steps', 'each application', set('$steps', steps)),
  definition('$rules', 'object', set('$rules', range)),
  ofRules('$largestAdjustment', 'max', 0, 'adjustment'),
  ofRules('$shortestCooldown', 'min', 1800, 'cooldown'),
  definition('$manyHosts', 'top of the file', set('$manyHosts', call('gt', hosts, literal(63)))),
  listOfRules(
    '$metrics',
    'each application',
    eachRule('$metrics', appended('$metrics', inside(rule, 'metric', 'word'))),
  ),
];

/** All definitions; operations add some. A file holds those that it reads. */
export class Definitions {
  private readonly byVariable = new Map(fixed.map(known => [known.variable, known]));

  /** A list that holds each of what the rules of an application give once, as `$policies` does. */
  addOfRules(name: string, ofRule: Expression): void {
    const next = piped('uniq', appended(name, ofRule));
    const each: Action[] = [rules, set(name, next, false), { kind: 'end' }];
    this.byVariable.set(name, listOfRules(name, 'object', ...each));
  }

  /** A list of data that a template renders, each kind of item once next to how often it is there, as `$pods`. */
  addKinds(name: string, data: Expression): void {
    const kinds = piped('fromYamlArray', include('kinds', data));
    this.byVariable.set(name, definition(name, 'top of the file', set(name, kinds)));
  }

  /** The lines that set what these lines read, for one place. */
  readBy(lines: readonly Line[], at: Definition['at']): Line[] {
    const read = new Set(computedIn(lines).flatMap(variablesOf));
    const definitions = [...this.byVariable.values()].filter(
      known => known.at === at && read.has(known.variable),
    );
    return definitions.flatMap(({ lines: set }) => set);
  }
}

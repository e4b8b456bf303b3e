import { mostNextToHttp } from '../../../config/checks/listeners.ts';
import { call, type Expression, include, inside, literal, piped, variable } from '../template/expression.ts';
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
const isScaled = call('kindIs', 'map', scale);
const end: Action = { kind: 'end' };

function definition(variable: string, at: Definition['at'], first: Expression, ...further: readonly Line[]) {
  return { variable, at, lines: [setting(variable, first, true), ...further] };
}

function setting(variable: string, to: Expression, isNew: boolean): Line {
  return actionLine('', { kind: 'set', variable, value: to, isNew });
}

/** `range` over the rules on one line, which sets a variable anew for each. */
function eachRule(variable: string, to: Expression): Line {
  return line({ ...rules, trims: true }, { kind: 'set', variable, value: to, isNew: false }, end);
}

/** A list that holds something for each rule, and nothing where there are no rules. */
function listOfRules(name: string, at: Definition['at'], ...each: readonly Line[]): Definition {
  const start = actionLine('', { kind: 'if', condition: isScaled });
  return definition(name, at, call('list'), start, ...each, actionLine('', end));
}

/** The largest or the smallest number in the rules of an application. */
function ofRules(name: string, operator: 'max' | 'min', least: number, key: string): Definition {
  const next = call(operator, variable(name, 'integer'), inside(rule, key, 'integer'));
  return definition(name, 'object', literal(least), eachRule(name, next));
}

const metric = inside(rule, 'metric', 'word');
const appended = (name: string, item: Expression) => call('append', variable(name, 'data'), item);
const steps = call('and', isScaled, call('eq', value('applications.*.scale.mode'), 'step'));
const scaleOrNothing = call('ternary', scale, call('dict'), isScaled);
const hosts = piped('len', piped('rest', piped('splitList', '\n- ', include('hosts'))));

const fixed: readonly Definition[] = [
  definition('$callers', 'top of the file', piped('fromJson', include('callers'))),
  definition('$owners', 'top of the file', piped('fromJson', include('owners'))),
  definition('$steps', 'each application', steps),
  definition('$rules', 'object', { kind: 'field', of: scaleOrNothing, path: ['rules'], type: 'data' }),
  ofRules('$largestAdjustment', 'max', 0, 'adjustment'),
  ofRules('$shortestCooldown', 'min', 1800, 'cooldown'),
  definition(
    '$manyHosts',
    'top of the file',
    call('gt', call('add', hosts, include('listener-count')), mostNextToHttp),
  ),
  listOfRules('$metrics', 'each application', eachRule('$metrics', appended('$metrics', metric))),
];

/** All definitions; operations add some. A file holds those that it reads. */
export class Definitions {
  private readonly byVariable = new Map(fixed.map(known => [known.variable, known]));

  /** A list that holds each of what the rules of an application give once, as `$policies` does. */
  addOfRules(name: string, ofRule: Expression): void {
    const next = setting(name, piped('uniq', appended(name, ofRule)), false);
    const each = [actionLine('', rules), next, actionLine('', end)];
    this.byVariable.set(name, listOfRules(name, 'object', ...each));
  }

  /** A list of data that a template renders, each kind of item once next to how often it is there, as `$pods`. */
  addKinds(name: string, data: Expression): void {
    const kinds = piped('fromYamlArray', include('kinds', data));
    this.byVariable.set(name, definition(name, 'top of the file', kinds));
  }

  /** The lines that set what these lines read, for one place. */
  readBy(lines: readonly Line[], at: Definition['at']): Line[] {
    const read = new Set(computedIn(lines).flatMap(variablesOf));
    const here = [...this.byVariable.values()].filter(known => known.at === at);
    return here.flatMap(({ variable, lines }) => (read.has(variable) ? lines : []));
  }
}

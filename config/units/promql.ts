import { createRequire as requireFrom } from 'node:module';
import type { SyntaxNode } from '@lezer/common';
import type { parser as promql } from '@prometheus-io/lezer-promql';
import { parsed } from './expected.ts';
import { someText } from './free-text.ts';

/** Read with the first query: most environments have none. */
let grammar: typeof promql | undefined;

function grammarOfPrometheus(): typeof promql {
  grammar ??= requireFrom(import.meta.url)('@prometheus-io/lezer-promql').parser as typeof promql;
  return grammar;
}

/** What an expression gives. Source: prometheus `promql/parser/value.go`. */
type ValueType = 'a number' | 'series' | 'a range of series' | 'a text';

/** Functions that read a range. Source: prometheus v0.316 `promql/parser/functions.go`. */
const overRange = new Set(
  'absent_over_time avg_over_time changes count_over_time delta deriv double_exponential_smoothing first_over_time holt_winters idelta increase integral irate last_over_time mad_over_time max_over_time min_over_time predict_linear present_over_time quantile_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time'.split(
    ' ',
  ),
);

const ofNumber = new Set(['end', 'max_of', 'min_of', 'pi', 'range', 'scalar', 'start', 'step', 'time']);

/**
 * PromQL that gives series, as the query of a scaling rule does, without its comments: it is put into a subquery, which
 * takes nothing else, and where a comment would end the line.
 *
 * @throws when it is no expression, or one of another type, with what is allowed.
 */
export function parseQuery(text: string): string {
  const tree = grammarOfPrometheus().parse(text);
  const comments: [from: number, to: number][] = [];
  tree.iterate({
    enter(node) {
      if (node.type.isError) throw new Error(brokenAt(text, node.from));
      if (node.name === 'LineComment') comments.push([node.from, node.to]);
    },
  });
  const top = operandsOf(tree.topNode)[0];
  if (top === undefined) throw new Error(`expected PromQL that gives series, found none; ${example}`);
  const type = typeOf(top, text);
  if (type === 'a number') {
    throw new Error('expected PromQL that gives series, found a number; put it into vector(…)');
  }
  if (type !== 'series') throw new Error(`expected PromQL that gives series, found ${type}; ${example}`);
  return comments.reduceRight((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), text).trim();
}

const example = 'write an expression such as sum(queue_length)';

function brokenAt(text: string, position: number): string {
  const rest = text.slice(position);
  const where = rest.trim() === '' ? 'at its end' : `at ${JSON.stringify(shorten(rest))}`;
  return `expected PromQL, found a text that Prometheus cannot read ${where}; ${example}`;
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** The parts of an expression that are expressions themselves. */
function operandsOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children.filter(
    ({ name }) => /Expr$|Selector$|Literal$|^FunctionCall$/.test(name) && name !== 'DurationExpr',
  );
}

function typeOf(node: SyntaxNode, text: string): ValueType {
  const operands = operandsOf(node);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'a number';
    case 'StringLiteral':
      return 'a text';
    case 'VectorSelector':
      return 'series';
    case 'MatrixSelector':
      return 'a range of series';
    case 'SubqueryExpr':
      expectTypes(operands.slice(0, 1), text, ['series'], 'a subquery');
      return 'a range of series';
    case 'AggregateExpr':
      return typeOfAggregate(node, text);
    case 'FunctionCall':
      return typeOfCall(node, text);
    case 'BinaryExpr':
      return typeOfBinary(operands, text);
    case 'UnaryExpr':
      return expectTypes(operands, text, ['series', 'a number'], 'a sign')[0] ?? 'series';
    default:
      return operands[0] === undefined ? 'series' : typeOf(operands[0], text);
  }
}

function typeOfAggregate(node: SyntaxNode, text: string): ValueType {
  const body = node.getChild('FunctionCallBody');
  expectTypes(body ? operandsOf(body).slice(-1) : [], text, ['series'], wordOf(node, text));
  return 'series';
}

function typeOfCall(node: SyntaxNode, text: string): ValueType {
  const name = text.slice(node.from, node.getChild('FunctionIdentifier')?.to ?? node.from);
  const body = node.getChild('FunctionCallBody');
  const found = body ? operandsOf(body) : [];
  if (overRange.has(name)) {
    if (!typesOf(found, text).includes('a range of series'))
      throw new Error(`expected a range such as [5m] inside ${name}(…), found none; add one`);
  } else {
    expectTypes(found, text, ['series', 'a number', 'a text'], name);
  }
  return ofNumber.has(name) ? 'a number' : 'series';
}

function typeOfBinary(operands: readonly SyntaxNode[], text: string): ValueType {
  const types = expectTypes(operands, text, ['series', 'a number'], 'an operator');
  return types.every(type => type === 'a number') ? 'a number' : 'series';
}

function typesOf(operands: readonly SyntaxNode[], text: string): ValueType[] {
  return operands.map(operand => typeOf(operand, text));
}

/** The types of the operands, each looked at once. */
function expectTypes(
  operands: readonly SyntaxNode[],
  text: string,
  allowed: readonly ValueType[],
  by: string,
): ValueType[] {
  const types = typesOf(operands, text);
  types.forEach((type, index) => {
    const operand = operands[index];
    if (operand === undefined || allowed.includes(type)) return;
    const found = JSON.stringify(shorten(text.slice(operand.from, operand.to)));
    throw new Error(`expected ${allowed.join(' or ')} for ${by}, found ${type} (${found}); ${example}`);
  });
  return types;
}

function wordOf(node: SyntaxNode, text: string): string {
  return /^\w+/.exec(text.slice(node.from))?.[0] ?? 'an aggregation';
}

/** Beyond it, what stands between KEDA and Prometheus cuts a URL. */
const longest = 4000;

/** The query of a scaling rule. */
export const query = parsed(someText.max(longest), parseQuery);

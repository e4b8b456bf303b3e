import { createRequire as requireFrom } from 'node:module';
import type { SyntaxNode } from '@lezer/common';
import type { parser as promql } from '@prometheus-io/lezer-promql';
import { parsed } from './expected.ts';
import { someText } from './free-text.ts';

/** Loaded at the first query: most environments have none. */
let grammar: typeof promql | undefined;

function grammarOfPrometheus(): typeof promql {
  grammar ??= requireFrom(import.meta.url)('@prometheus-io/lezer-promql').parser as typeof promql;
  return grammar;
}

/** The type of an expression. Source: prometheus `promql/parser/value.go`. */
type ValueType = 'a scalar' | 'an instant vector' | 'a range vector' | 'a string';

/** Functions that take a range vector. Source: prometheus v0.316 `promql/parser/functions.go`. */
const functionsOfRanges = new Set(
  'absent_over_time avg_over_time changes count_over_time delta deriv double_exponential_smoothing first_over_time holt_winters idelta increase integral irate last_over_time mad_over_time max_over_time min_over_time predict_linear present_over_time quantile_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time'.split(
    ' ',
  ),
);

const functionsOfScalars = new Set([
  'end',
  'max_of',
  'min_of',
  'pi',
  'range',
  'scalar',
  'start',
  'step',
  'time',
]);

/**
 * Checks PromQL that returns an instant vector, and returns it without comments. The query becomes part of a subquery,
 * which takes no other type, and where a comment would hide the rest of the line.
 *
 * @throws when the text is not an expression or has another type, with what is allowed.
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
  if (top === undefined)
    throw new Error(`expected PromQL that returns an instant vector, found none; ${example}`);
  const type = typeOf(top, text);
  if (type === 'a scalar') {
    throw new Error('expected PromQL that returns an instant vector, found a scalar; put it into vector(…)');
  }
  if (type !== 'an instant vector')
    throw new Error(`expected PromQL that returns an instant vector, found ${type}; ${example}`);
  return comments.reduceRight((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), text).trim();
}

const example = 'write an expression such as sum(queue_length)';

function brokenAt(text: string, position: number): string {
  const rest = text.slice(position);
  const where = rest.trim() === '' ? 'at the end' : `at ${JSON.stringify(shorten(rest))}`;
  return `expected PromQL, found text that Prometheus cannot parse ${where}; ${example}`;
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** The expressions directly inside an expression. */
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
      return 'a scalar';
    case 'StringLiteral':
      return 'a string';
    case 'VectorSelector':
      return 'an instant vector';
    case 'MatrixSelector':
      return 'a range vector';
    case 'SubqueryExpr':
      expectTypes(operands.slice(0, 1), text, ['an instant vector'], 'a subquery');
      return 'a range vector';
    case 'AggregateExpr':
      return typeOfAggregate(node, text);
    case 'FunctionCall':
      return typeOfCall(node, text);
    case 'BinaryExpr':
      return typeOfBinary(operands, text);
    case 'UnaryExpr':
      return (
        expectTypes(operands, text, ['an instant vector', 'a scalar'], 'a unary operator')[0] ??
        'an instant vector'
      );
    default:
      return operands[0] === undefined ? 'an instant vector' : typeOf(operands[0], text);
  }
}

function typeOfAggregate(node: SyntaxNode, text: string): ValueType {
  const body = node.getChild('FunctionCallBody');
  expectTypes(
    body ? operandsOf(body).slice(-1) : [],
    text,
    ['an instant vector'],
    aggregationName(node, text),
  );
  return 'an instant vector';
}

function typeOfCall(node: SyntaxNode, text: string): ValueType {
  const name = text.slice(node.from, node.getChild('FunctionIdentifier')?.to ?? node.from);
  const body = node.getChild('FunctionCallBody');
  const found = body ? operandsOf(body) : [];
  if (functionsOfRanges.has(name)) {
    if (!typesOf(found, text).includes('a range vector'))
      throw new Error(`expected a range vector such as x[5m] inside ${name}(…), found none; add the range`);
  } else {
    expectTypes(found, text, ['an instant vector', 'a scalar', 'a string'], name);
  }
  return functionsOfScalars.has(name) ? 'a scalar' : 'an instant vector';
}

function typeOfBinary(operands: readonly SyntaxNode[], text: string): ValueType {
  const types = expectTypes(operands, text, ['an instant vector', 'a scalar'], 'a binary operator');
  return types.every(type => type === 'a scalar') ? 'a scalar' : 'an instant vector';
}

function typesOf(operands: readonly SyntaxNode[], text: string): ValueType[] {
  return operands.map(operand => typeOf(operand, text));
}

/** The types of the operands, if all are allowed. @throws otherwise */
function expectTypes(
  operands: readonly SyntaxNode[],
  text: string,
  allowed: readonly ValueType[],
  what: string,
): ValueType[] {
  const types = typesOf(operands, text);
  types.forEach((type, index) => {
    const operand = operands[index];
    if (operand === undefined || allowed.includes(type)) return;
    const found = JSON.stringify(shorten(text.slice(operand.from, operand.to)));
    throw new Error(`expected ${allowed.join(' or ')} for ${what}, found ${type} (${found}); ${example}`);
  });
  return types;
}

function aggregationName(node: SyntaxNode, text: string): string {
  return /^\w+/.exec(text.slice(node.from))?.[0] ?? 'an aggregation';
}

/** Proxies between KEDA and Prometheus may cut a longer URL. */
const longest = 4000;

/** The query of a scaling rule. */
export const query = parsed(someText.max(longest), parseQuery);

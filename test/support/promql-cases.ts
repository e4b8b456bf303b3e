/** Queries that Prometheus accepts in a subquery. */
export const accepted: readonly string[] = [
  'queue_length',
  'sum(queue_length)',
  'sum(rate(x[5m])) by (a)',
  'sum by (a) (x) or vector(0)',
  'x offset 5m',
  'x @ end()',
  'a:b{c=~"d#e"}',
  'vector(scalar(sum(x)))',
  'histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (le))',
  'quantile_over_time(0.9, x[5m])',
  'max_over_time(sum(x)[5m:15s])',
  'label_replace(x, "a", "$1", "b", "(.*)")',
  'topk(3, x)',
  'count_values("a", x)',
  '-sum(x)',
  '(sum(x)) / on () group_left sum(y)',
  '2 * sum(x) > bool 3',
  'x{a="{{ b }}"}',
  'absent(x)',
  'sum(x)\n+\nsum(y)',
];

const example = 'write an expression such as sum(queue_length)';
const cannotRead = 'expected PromQL, found a text that Prometheus cannot read';

/** Queries that Prometheus refuses there, and our message. */
export const refused: Readonly<Record<string, string>> = {
  'sum(x': `${cannotRead} at its end; ${example}`,
  'sum(x))+(sum(y)': `${cannotRead} at ")+(sum(y)"; ${example}`,
  '{{x}}': `${cannotRead} at "{x}}"; ${example}`,
  'x{a="b}': `${cannotRead} at its end; ${example}`,
  'foo(x)': `${cannotRead} at "(x)"; ${example}`,
  '# only a comment': `${cannotRead} at its end; ${example}`,
  '1': 'expected PromQL that gives series, found a number; put it into vector(…)',
  'scalar(sum(x))': 'expected PromQL that gives series, found a number; put it into vector(…)',
  'time() + 1': 'expected PromQL that gives series, found a number; put it into vector(…)',
  '"text"': `expected PromQL that gives series, found a text; ${example}`,
  'x[5m]': `expected PromQL that gives series, found a range of series; ${example}`,
  '(x[5m])': `expected PromQL that gives series, found a range of series; ${example}`,
  'rate(x)': 'expected a range such as [5m] inside rate(…), found none; add one',
  'abs(x[5m])': `expected series or a number or a text for abs, found a range of series ("x[5m]"); ${example}`,
  'sum(x[5m])': `expected series for sum, found a range of series ("x[5m]"); ${example}`,
  'sum(1)': `expected series for sum, found a number ("1"); ${example}`,
  'x + "a"': `expected series or a number for an operator, found a text ("\\"a\\""); ${example}`,
  'scalar(x)[5m:15s]': `expected series for a subquery, found a number ("scalar(x)"); ${example}`,
};

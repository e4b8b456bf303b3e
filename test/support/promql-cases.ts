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
const cannotParse = 'expected PromQL, found text that Prometheus cannot parse';

/** Queries that Prometheus refuses there, and our message. */
export const refused: Readonly<Record<string, string>> = {
  'sum(x': `${cannotParse} at the end; ${example}`,
  'sum(x))+(sum(y)': `${cannotParse} at ")+(sum(y)"; ${example}`,
  '{{x}}': `${cannotParse} at "{x}}"; ${example}`,
  'x{a="b}': `${cannotParse} at the end; ${example}`,
  'foo(x)': `${cannotParse} at "(x)"; ${example}`,
  '# only a comment': `${cannotParse} at the end; ${example}`,
  '1': 'expected PromQL that returns an instant vector, found a scalar; put it into vector(…)',
  'scalar(sum(x))': 'expected PromQL that returns an instant vector, found a scalar; put it into vector(…)',
  'time() + 1': 'expected PromQL that returns an instant vector, found a scalar; put it into vector(…)',
  '"text"': `expected PromQL that returns an instant vector, found a string; ${example}`,
  'x[5m]': `expected PromQL that returns an instant vector, found a range vector; ${example}`,
  '(x[5m])': `expected PromQL that returns an instant vector, found a range vector; ${example}`,
  'rate(x)': 'expected a range vector such as x[5m] inside rate(…), found none; add the range',
  'abs(x[5m])': `expected an instant vector or a scalar or a string for abs, found a range vector ("x[5m]"); ${example}`,
  'sum(x[5m])': `expected an instant vector for sum, found a range vector ("x[5m]"); ${example}`,
  'sum(1)': `expected an instant vector for sum, found a scalar ("1"); ${example}`,
  'x + "a"': `expected an instant vector or a scalar for a binary operator, found a string ("\\"a\\""); ${example}`,
  'scalar(x)[5m:15s]': `expected an instant vector for a subquery, found a scalar ("scalar(x)"); ${example}`,
};

/** The condition of a selector on one label. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A vector selector: `up{service="web"}`. */
export interface SeriesSelector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/** A series: its name and its labels. */
export interface SeriesLabels {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
}

const text = String.raw`"(?:[^"\\]|\\.)*"`;
const selector = new RegExp(String.raw`([a-zA-Z_:][\w:]*)\{((?:[^"{}]|${text})*)\}`, 'g');
const matcher = new RegExp(String.raw`(\w+)\s*(=~|!~|!=|=)\s*(${text})`, 'g');
const labelLists = /\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)/g;
const words =
  /^(sum|max|min|avg|count|rate|increase|absent|vector|time|round|clamp_min|avg_over_time|min_over_time|max_over_time|and|or|unless|bool|e|x|s|m|h|d)$/;

/** Every vector selector of an expression. @throws if one has no labels: it would read the series of everyone. */
export function selectorsIn(expression: string): SeriesSelector[] {
  const rest = expression
    .replace(selector, '')
    .replace(labelLists, '')
    .replace(/\[[^\]]*\]/g, '');
  const bare = (rest.match(/[a-zA-Z_:][\w:]*/g) ?? []).filter(word => !words.test(word));
  if (bare.length > 0) throw new Error(`${expression}: ${bare.join(', ')} without labels`);
  return [...expression.matchAll(selector)].map(([, metric = '', labels = '']) => ({
    metric,
    matchers: [...labels.matchAll(matcher)].map(([, label = '', operator = '', value = '']) => ({
      label,
      operator: operator as Matcher['operator'],
      value: JSON.parse(value),
    })),
  }));
}

/** Whether Prometheus would find the series. A regular expression matches the whole value. */
export function selects({ metric, matchers }: SeriesSelector, series: SeriesLabels): boolean {
  return (
    metric === series.metric &&
    matchers.every(({ label, operator, value }) => {
      const found = series.labels[label] ?? '';
      const positive = operator.includes('~') ? matching(value).test(found) : found === value;
      return operator.startsWith('!') ? !positive : positive;
    })
  );
}

/** A regular expression of Prometheus. Node 20 has no groups that ignore case, so all of it does. */
function matching(value: string): RegExp {
  return new RegExp(`^(?:${value.replaceAll('(?i:', '(?:')})$`, value.includes('(?i:') ? 'i' : '');
}

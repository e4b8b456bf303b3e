import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarLayout } from 'js-yaml';

const scalarStyleRules = [quoteNumberLike, quoteRaggedLines, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)];

/**
 * An object as one YAML document that every reader takes for the same: js-yaml's own schema for writing quotes
 * what YAML 1.1 or 1.2 would read as something else than text (`yes`, `1e3`, `0x1`, dates). No anchors, and no
 * line is folded.
 *
 * Not for a text alone: js-yaml 5.5 indents a document that is a block of text otherwise than it says.
 */
export function toYaml(object: object): string {
  return dump(object, { noRefs: true, lineWidth: -1, scalarStyleRules });
}

/** Digits, a sign, points, exponents, and the letters of other bases: what may be a number to some reader. */
const numberLike = /^[-+]?([\d.][-+.\da-fox]*|e[-+]?\d+)$/i;

/**
 * Quotes what js-yaml leaves bare although some reader takes it for a number. Kubernetes' reader drops all
 * underscores first, so that `-_3` and `2e4_` are numbers to it (sigs.k8s.io/yaml v1.6.0 over go.yaml.in/yaml/v2
 * `resolve.go`; found by comparing random documents); to readers of YAML 1.1 the digits before a point or an
 * exponent may be missing (`.`, `-.`, `e1`); and exponents may be too large (`12e456`, as hashes of commits are).
 */
function quoteNumberLike(layout: ScalarLayout): void {
  const { value } = layout.node;
  const isDoubtful = value.includes('_') || /^[-+]?(\.|\d*e)/i.test(value);
  if (isDoubtful && numberLike.test(value.replaceAll('_', ''))) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
}

/**
 * Quotes a text of several lines of which the first is indented or one is nothing but blanks: readers disagree about
 * such blocks when they stand deep in lists (js-yaml 5.5 writes `- - |2-`, the package `yaml` loses the last line).
 */
function quoteRaggedLines(layout: ScalarLayout): void {
  const { value } = layout.node;
  const isRagged = /\n/.test(value) && /^[ \n]|\n[ \t]+(\n|$)/.test(value);
  if (isRagged) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}

import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarLayout } from 'js-yaml';

const scalarStyleRules = [quoteNumberLike, quoteRaggedLines, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)];

/**
 * An object as one YAML document that every reader understands alike. js-yaml's schema for writing quotes each text that
 * YAML 1.1 or 1.2 would read as something else (`yes`, `1e3`, `0x1`, dates). No anchors, no folded lines.
 *
 * Not for a bare text: js-yaml 5.5 indents a document that is a block of text differently from what it declares.
 */
export function toYaml(object: object): string {
  return dump(object, { noRefs: true, lineWidth: -1, scalarStyleRules });
}

/** A text of one line, a number, a word or an empty collection, as it stands behind a key. */
export function scalarToYaml(value: unknown): string {
  return toYaml([value]).slice('- '.length).trimEnd();
}

/** Digits, a sign, points, exponents, and the letters of other bases: some reader may take this for a number. */
const numberLike = /^[-+]?([\d.][-+.\da-fox]*|e[-+]?\d+)$/i;

/**
 * Quotes a text that js-yaml leaves bare although some reader takes it for a number:
 *
 * - Kubernetes' reader drops all underscores first, so that `-_3` and `2e4_` are numbers to it (sigs.k8s.io/yaml v1.6.0
 *   over go.yaml.in/yaml/v2 `resolve.go`; found by comparing random documents).
 * - Readers of YAML 1.1 need no digits before a point or an exponent (`.`, `-.`, `e1`).
 * - An exponent may be too large (`12e456`, as hashes of commits are).
 */
function quoteNumberLike(layout: ScalarLayout): void {
  const { value } = layout.node;
  const isDoubtful = value.includes('_') || /^[-+]?(\.|\d*e)/i.test(value);
  if (isDoubtful && numberLike.test(value.replaceAll('_', ''))) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
}

/**
 * Quotes a text of several lines if the first is indented or one has only blanks. Readers disagree about such blocks
 * in nested lists (js-yaml 5.5 writes `- - |2-`, the package `yaml` loses the last line).
 */
function quoteRaggedLines(layout: ScalarLayout): void {
  const { value } = layout.node;
  const isRagged = /\n/.test(value) && /^[ \n]|\n[ \t]+(\n|$)/.test(value);
  if (isRagged) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}

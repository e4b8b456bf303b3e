import { dump } from 'js-yaml';

/**
 * An object as one YAML document that every reader takes for the same: js-yaml's own schema for writing quotes
 * what YAML 1.1 or 1.2 would read as something else than text (`yes`, `1e3`, `0x1`, dates). No anchors, and no
 * line is folded.
 */
export function toYaml(object: unknown): string {
  return dump(object, { noRefs: true, lineWidth: -1 });
}

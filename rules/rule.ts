import type { ObjectIndex } from './model/object-index.ts';
import type { Finding } from './violation.ts';

/** A check across the objects of one environment. */
export interface Rule {
  /** Short and hyphenated: what `--json`, docs/rules.md and reports call it. */
  readonly name: string;
  /** What goes wrong in the cluster when the rule is broken: one sentence. */
  readonly why: string;
  /** Everything that breaks the rule. Takes time linear in the number of objects. */
  check(objects: ObjectIndex): Finding[];
}

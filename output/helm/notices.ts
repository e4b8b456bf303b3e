import { type NoticeName, notices } from '../../config/notices.ts';

const database = '$.Values.database (not $.Values.database.external)';
const several = '(gt (int $.Values.database.instances) 1)';

/** When each notice holds, as the argument of `if`. */
const conditions: Readonly<Record<NoticeName, string>> = {
  'durability-preferred': `and ${database} ${several} (eq $.Values.database.dataDurability "preferred")`,
  'writes-need-both': `and ${database} (eq (int $.Values.database.instances) 2) (eq $.Values.database.dataDurability "required")`,
  'only-copy': `and ${database} (eq (int $.Values.database.instances) 1) (not $.Values.database.backup)`,
  'two-data-pods': 'and $.Values.cache (not $.Values.cache.external) (eq (int $.Values.cache.replicas) 2)',
};

/** The lines of the chart's notes that say what an environment gives up. */
export function noticeLines(): string {
  const names = Object.keys(notices) as NoticeName[];
  return names
    .map(
      name =>
        `{{- if ${conditions[name]} }}\n\nNotice: ${notices[name].path}: ${notices[name].message}.\n{{- end }}`,
    )
    .join('\n');
}

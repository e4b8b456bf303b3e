import { imageByTag, mostNames, type NoticeName, notices } from '../../config/notices.ts';
import { line } from './template/line.ts';
import { wrapped } from './template/wrap.ts';

const database = '$.Values.database (not $.Values.database.external)';
const several = '(gt (int $.Values.database.instances) 1)';

/** When each notice holds, as the argument of `if`. */
const conditions: Readonly<Record<NoticeName, string>> = {
  'durability-preferred': `and ${database} ${several} (eq $.Values.database.dataDurability "preferred")`,
  'writes-need-both': `and ${database} (eq (int $.Values.database.instances) 2) (eq $.Values.database.dataDurability "required")`,
  'only-copy': `and ${database} (eq (int $.Values.database.instances) 1) (not $.Values.database.backup)`,
  'two-data-pods': 'and $.Values.cache (not $.Values.cache.external) (eq (int $.Values.cache.replicas) 2)',
  'image-by-tag': '$byTag',
  'api-server-anywhere': `and ${database} (not $.Values.cluster.apiServer.cidrs)`,
  'object-store-anywhere':
    'and ($.Values.database).backup (not $.Values.database.backup.cidrs) $.Values.cluster.apiServer.cidrs',
  'gateway-namespace': `and $hosts (not $.Values.cluster.podLabels.gateway) (or $.Values.cluster.ingressClass (ne $.Values.cluster.namespaces.gateway "envoy-gateway-system"))`,
  'kubernetes-without-fixes': 'not (semverCompare ">=1.35-0" $.Values.cluster.kubernetes)',
  'public-preview': 'include "slipway.public-preview" $',
};

/** What several conditions and messages need: the applications with an image by tag alone, and those with a host. */
const collected = `{{- $byTag := list }}
{{- $hosts := list }}
{{- range $name, $app := $.Values.applications }}
{{- if not (contains "@" $app.image) }}{{ $byTag = append $byTag $name }}{{ end }}
{{- if $app.host }}{{ $hosts = append $hosts $name }}{{ end }}
{{- end }}
{{- $names := join ", " (slice $byTag 0 (min ${mostNames} (len $byTag) | int)) }}
{{- if gt (len $byTag) ${mostNames} }}{{ $names = printf "%s and %d more" $names (sub (len $byTag) ${mostNames}) }}{{ end }}`;

/** Messages that say something of the values, as template text. */
const messages: Readonly<Partial<Record<NoticeName, string>>> = {
  'image-by-tag': imageByTag('{{ $names }}'),
};

/** The lines of the chart's notes that say what an environment gives up. */
export function noticeLines(): string {
  const lines = (Object.keys(notices) as NoticeName[]).flatMap(name => {
    const { path, message } = notices[name];
    const notice = wrapped(line(`Notice: ${path}: ${messages[name] ?? message}.`));
    return [`{{- if ${conditions[name]} }}`, '', ...notice, '{{- end }}'];
  });
  return [collected, ...lines].join('\n');
}

import { at, listAt, mapAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { containersOf } from './model/pod-groups.ts';
import { podTemplateOf } from './model/workloads.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const podSecurity: Rule = {
  name: 'pod-security',
  why: 'a namespace that enforces the restricted profile of Pod Security refuses every pod that asks for more',

  check(objects) {
    return objects.workloads
      .filter(object => isRestricted(object, objects))
      .flatMap(object => specFindings(object, at(podTemplateOf(object, objects), 'spec')));
  },
};

function isRestricted({ manifest }: Placed, objects: ObjectIndex): boolean {
  const namespace = objects.find('', 'Namespace', '', manifest.metadata.namespace ?? '');
  return namespace?.manifest.metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted';
}

/** Volumes of the restricted profile (kubernetes pod-security-admission `policy/check_restrictedVolumes.go`). */
const volumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

function specFindings(object: Placed, spec: unknown): Finding[] {
  if (spec === undefined) return [];
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter(field => at(spec, field) === true);
  const mounted = listAt(spec, 'volumes').flatMap(volume =>
    Object.keys(mapAt(volume))
      .filter(kind => kind !== 'name' && !volumes.includes(kind))
      .map(kind => ({ volume, kind })),
  );
  return [
    ...shared.map(field =>
      refused(
        object,
        `shares the node's ${field.slice(4).toLowerCase()} (${field})`,
        'no namespace of the node',
        `leave ${field} out`,
      ),
    ),
    ...mounted.map(({ volume, kind }) =>
      refused(
        object,
        `volume ${textAt(volume, 'name')} is a ${kind}`,
        volumes.join(', '),
        'use another kind of volume',
      ),
    ),
    ...containersOf(spec).flatMap(container => containerFindings(object, spec, container)),
  ];
}

/** Source: kubernetes pod-security-admission `policy/check_*.go`, level restricted. */
function containerFindings(object: Placed, spec: unknown, container: unknown): Finding[] {
  const context = mapAt(container, 'securityContext');
  const podContext = mapAt(spec, 'securityContext');
  const name = `container ${textAt(container, 'name')}`;
  const profile = textAt(context, 'seccompProfile', 'type') ?? textAt(podContext, 'seccompProfile', 'type');
  const added = listAt(context, 'capabilities', 'add').filter(
    capability => capability !== 'NET_BIND_SERVICE',
  );
  const unless = (isMet: boolean, text: string, allowed: string): Finding[] =>
    isMet ? [] : [refused(object, `${name} ${text}`, allowed, 'change its securityContext')];
  return [
    ...unless(context.privileged !== true, 'is privileged', 'privileged: false'),
    ...unless(
      context.allowPrivilegeEscalation === false,
      'may gain privileges',
      'allowPrivilegeEscalation: false',
    ),
    ...unless(
      listAt(context, 'capabilities', 'drop').includes('ALL'),
      'keeps capabilities',
      'capabilities.drop: [ALL]',
    ),
    ...unless(added.length === 0, `adds ${added.join(', ')}`, 'capabilities.add: [NET_BIND_SERVICE] or none'),
    ...unless(
      (context.runAsNonRoot ?? podContext.runAsNonRoot) === true,
      'may run as root',
      'runAsNonRoot: true',
    ),
    ...unless((context.runAsUser ?? podContext.runAsUser) !== 0, 'runs as user 0', 'runAsUser above 0'),
    ...unless(
      profile === 'RuntimeDefault' || profile === 'Localhost',
      `has seccompProfile ${profile ?? 'unset'}`,
      'seccompProfile.type: RuntimeDefault or Localhost',
    ),
  ];
}

function refused(object: Placed, found: string, allowed: string, fix: string): Finding {
  return finding(object, { found, allowed, fix });
}

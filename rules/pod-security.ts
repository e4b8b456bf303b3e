import { baselineCapabilities, restrictedCapability } from '../config/units/capabilities.ts';
import { at, listAt, mapAt, numberAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { containersOf } from './model/pod-groups.ts';
import { podTemplateOf } from './model/workloads.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const podSecurity: Rule = {
  name: 'pod-security',
  why: 'a namespace that enforces a profile of Pod Security refuses every pod that asks for more',

  check(objects) {
    return objects.workloads.flatMap(object => {
      const level = levelOf(object, objects);
      const spec = at(podTemplateOf(object, objects), 'spec');
      return level === undefined || spec === undefined ? [] : specFindings(object, spec, level);
    });
  },
};

/** A profile of Pod Security. The third, `privileged`, allows everything. */
type Level = 'baseline' | 'restricted';

/** The profile that the namespace of an object enforces. */
function levelOf({ manifest }: Placed, objects: ObjectIndex): Level | undefined {
  const namespace = objects.find('', 'Namespace', '', manifest.metadata.namespace ?? '');
  const level = namespace?.manifest.metadata.labels?.['pod-security.kubernetes.io/enforce'];
  return level === 'baseline' || level === 'restricted' ? level : undefined;
}

/** Capabilities that a container may add (`policy/check_capabilities_{baseline,restricted}.go`). */
const capabilities: Readonly<Record<Level, readonly string[]>> = {
  baseline: baselineCapabilities,
  restricted: [restrictedCapability],
};

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

function specFindings(object: Placed, spec: unknown, level: Level): Finding[] {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter(field => at(spec, field) === true);
  const mounted = listAt(spec, 'volumes').flatMap(volume =>
    Object.keys(mapAt(volume))
      .filter(kind => kind !== 'name' && !isAllowed(kind, level))
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
    ...containersOf(spec).flatMap(container => [
      ...baselineFindings(object, spec, container, level),
      ...(level === 'restricted' ? restrictedFindings(object, spec, container) : []),
    ]),
  ];
}

/** The baseline profile only refuses the disk of the node (`policy/check_hostPathVolumes.go`). */
function isAllowed(volume: string, level: Level): boolean {
  return level === 'baseline' ? volume !== 'hostPath' : volumes.includes(volume);
}

/** Source: kubernetes pod-security-admission `policy/check_*.go`, level baseline. */
function baselineFindings(object: Placed, spec: unknown, container: unknown, level: Level): Finding[] {
  const context = mapAt(container, 'securityContext');
  const profile = profileOf(spec, container);
  const allowed = capabilities[level];
  const added = listAt(context, 'capabilities', 'add').filter(name => !allowed.includes(String(name)));
  const ports = listAt(container, 'ports').flatMap(port => numberAt(port, 'hostPort') ?? []);
  const unless = checkOf(object, container);
  return [
    ...unless(context.privileged !== true, 'is privileged', 'privileged: false'),
    ...unless(
      added.length === 0,
      `adds ${added.join(', ')}`,
      `capabilities.add: [${allowed.join(', ')}] or none`,
    ),
    ...unless(profile !== 'Unconfined', 'has seccompProfile Unconfined', seccomp),
    ...unless(ports.length === 0, `takes port ${ports.join(', ')} of the node`, 'no hostPort'),
  ];
}

/** Source: the same, level restricted, without what the level baseline checks. */
function restrictedFindings(object: Placed, spec: unknown, container: unknown): Finding[] {
  const context = mapAt(container, 'securityContext');
  const podContext = mapAt(spec, 'securityContext');
  const profile = profileOf(spec, container);
  const unless = checkOf(object, container);
  return [
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
    ...unless(
      (context.runAsNonRoot ?? podContext.runAsNonRoot) === true,
      'may run as root',
      'runAsNonRoot: true',
    ),
    ...unless((context.runAsUser ?? podContext.runAsUser) !== 0, 'runs as user 0', 'runAsUser above 0'),
    ...unless(
      profile === 'RuntimeDefault' || profile === 'Localhost' || profile === 'Unconfined',
      `has seccompProfile ${profile ?? 'unset'}`,
      seccomp,
    ),
  ];
}

const seccomp = 'seccompProfile.type: RuntimeDefault or Localhost';

/** The seccomp profile of a container: its own, or that of the pod. */
function profileOf(spec: unknown, container: unknown): string | undefined {
  const path = ['securityContext', 'seccompProfile', 'type'];
  return textAt(container, ...path) ?? textAt(spec, ...path);
}

/** Refuses a container unless something is met. */
function checkOf(object: Placed, container: unknown) {
  return (isMet: boolean, text: string, allowed: string): Finding[] => {
    const found = `container ${textAt(container, 'name')} ${text}`;
    return isMet ? [] : [refused(object, found, allowed, 'change its securityContext')];
  };
}

function refused(object: Placed, found: string, allowed: string, fix: string): Finding {
  return finding(object, { found, allowed, fix });
}

import type { SecurityContext } from '../application/security-context.ts';
import type { Path } from '../path.ts';
import { restrictedCapability } from '../units/capabilities.ts';
import type { Checking } from './checking.ts';

/** Refuses users and rights that contradict each other, and rights without a reason. */
export function checkSecurityContext(checking: Checking, path: Path, context: SecurityContext): void {
  if (!checking.isSound(...path)) return;
  const { runAsUser, runAsNonRoot, reason, capabilities } = context;
  if (runAsUser === 0 && runAsNonRoot) {
    checking.refuse(
      [...path, 'runAsUser'],
      'found 0 with runAsNonRoot: true, so that the kubelet starts no container; choose a number above 0, or set runAsNonRoot: false and say why in reason',
    );
    return;
  }
  if (runAsUser !== undefined && runAsUser > 0 && !runAsNonRoot) {
    checking.refuse(
      [...path, 'runAsNonRoot'],
      `found false with runAsUser ${runAsUser}, which is not root; remove it`,
    );
    return;
  }
  capabilities.forEach((name, index) => {
    if (capabilities.indexOf(name) === index) return;
    checking.refuse([...path, 'capabilities', index], `found "${name}" a second time; remove one`);
  });
  const relaxed = relaxations(context);
  if (reason !== undefined && relaxed.length === 0) {
    checking.refuse([...path, 'reason'], 'gives a reason, but the defaults are not relaxed; remove it');
  }
  if (reason !== undefined) return;
  for (const { key, message } of relaxed) checking.refuse([...path, key], message);
}

interface Relaxation {
  readonly key: keyof SecurityContext;
  /** What it costs, and what to do instead. */
  readonly message: string;
}

function relaxations({ runAsNonRoot, readOnlyRootFilesystem, capabilities }: SecurityContext): Relaxation[] {
  const more = capabilities.filter(name => name !== restrictedCapability);
  const profile = more.length > 0 ? ', and the namespace must admit the baseline profile' : '';
  return [
    ...(runAsNonRoot
      ? []
      : [
          {
            key: 'runAsNonRoot' as const,
            message:
              'found false without a reason: who breaks out of a container of root is root on the node, and the namespace must admit the baseline profile; set runAsUser to a number above 0, or say why in reason',
          },
        ]),
    ...(readOnlyRootFilesystem
      ? []
      : [
          {
            key: 'readOnlyRootFilesystem' as const,
            message:
              'found false without a reason: an intruder can then replace programs, and what is written there has no limit and is lost with the container; name the folders that it writes to in emptyDirs, or say why in reason',
          },
        ]),
    ...(capabilities.length === 0
      ? []
      : [
          {
            key: 'capabilities' as const,
            message: `found ${capabilities.join(', ')} without a reason: an intruder has these rights too${profile}; run as a user above 0 that listens on a port above 1023, or say why in reason`,
          },
        ]),
  ];
}

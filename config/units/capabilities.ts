import { z } from 'zod';
import { expected } from './expected.ts';

/** Capabilities of the baseline Pod Security profile (pod-security-admission `policy/check_capabilities_baseline.go`). */
export const baselineCapabilities: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** The only capability of the restricted profile (pod-security-admission `policy/check_capabilities_restricted.go`). */
export const restrictedCapability = 'NET_BIND_SERVICE';

/** All other capabilities of Linux (`include/uapi/linux/capability.h`), and the word for all of them. */
const privileged =
  /^(ALL|AUDIT_CONTROL|AUDIT_READ|BLOCK_SUSPEND|BPF|CHECKPOINT_RESTORE|DAC_READ_SEARCH|IPC_LOCK|IPC_OWNER|LEASE|LINUX_IMMUTABLE|MAC_ADMIN|MAC_OVERRIDE|NET_ADMIN|NET_BROADCAST|NET_RAW|PERFMON|SYSLOG|SYS_ADMIN|SYS_BOOT|SYS_MODULE|SYS_NICE|SYS_PACCT|SYS_PTRACE|SYS_RAWIO|SYS_RESOURCE|SYS_TIME|SYS_TTY_CONFIG|WAKE_ALARM)$/;

/** A capability that the baseline Pod Security profile allows. */
export const capability = z
  .string()
  .regex(new RegExp(`^(${baselineCapabilities.join('|')})$`), {
    error: expected(`one of ${baselineCapabilities.join(', ')}`, found => {
      const name = String(found).toUpperCase().replace(/^CAP_/, '');
      if (privileged.test(name))
        return 'it needs the privileged profile of Pod Security, with which a pod can take over its node; run such a pod outside of this environment';
      return baselineCapabilities.includes(name) ? `write ${name}` : undefined;
    }),
  })
  .meta({ title: 'capability' });

import { type Look, until } from './deadline.ts';
import { freePorts } from './ports.ts';
import type { Workspace } from './workspace.ts';

/** Starts etcd over a folder of data, new or copied, without fsync, and returns its URL when it answers. */
export async function startEtcd(workspace: Workspace, data: string): Promise<string> {
  const ports = await freePorts('client', 'peer');
  const client = `http://127.0.0.1:${ports.client}`;
  const peer = `http://127.0.0.1:${ports.peer}`;
  const etcd = workspace.start(
    'etcd',
    [
      `--data-dir=${data}`,
      '--unsafe-no-fsync',
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--log-level=warn',
    ],
    { role: 'store' },
  );
  const look = async (): Promise<Look<string>> => {
    await etcd.assertRunning();
    const answer = await fetch(`${client}/readyz`).catch(() => undefined);
    return answer?.ok ? { done: client } : { state: `status ${answer?.status ?? 'none'}` };
  };
  return until('etcd ready', look, { every: 0.1, signal: workspace.signal });
}

import type { ApiClient } from './client.ts';
import { provideClusterIssuers } from './cluster-issuers.ts';
import { pause } from './deadline.ts';
import { syncExternalSecrets } from './external-secrets.ts';
import { provisionVolumes } from './volumes.ts';

const lookEverySeconds = 1;

/** One look of a stand-in at the cluster, which it then changes. */
export type StandIn = (client: ApiClient) => Promise<void>;

/** The stand-ins that every cluster needs. */
export const standIns: readonly StandIn[] = [provisionVolumes, syncExternalSecrets, provideClusterIssuers];

/** Plays controllers that cannot run here, until the signal is aborted. */
export async function play(
  client: ApiClient,
  signal: AbortSignal,
  looks: readonly StandIn[],
  everySeconds: number = lookEverySeconds,
): Promise<void> {
  while (!signal.aborted) {
    for (const look of looks) {
      try {
        await look(client);
      } catch (error) {
        if (signal.aborted) return;
        // An object may be gone since it was listed, or the server be away for a moment: the next look tells.
        process.emitWarning(`${look.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    await pause(everySeconds, signal).catch(() => undefined);
  }
}

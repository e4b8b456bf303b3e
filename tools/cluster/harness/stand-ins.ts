import { type ApiClient, ApiError } from './client.ts';
import { provideClusterIssuers } from './cluster-issuers.ts';
import { pause } from './deadline.ts';
import { syncExternalSecrets } from './external-secrets.ts';
import { provisionVolumes } from './volumes.ts';

const lookEverySeconds = 1;

/**
 * Errors that the next look does not meet again. The object is gone or was changed since it was listed, or the server
 * asks for a later try. It does so while it opens the storage of a definition.
 */
const passing = [404, 409, 429, 503];

/** One look of a stand-in at the cluster, which it then changes. */
export type StandIn = (client: ApiClient) => Promise<void>;

/** The stand-ins that every cluster needs. */
export const standIns: readonly StandIn[] = [provisionVolumes, syncExternalSecrets, provideClusterIssuers];

/** Simulates controllers that cannot run here, until the signal is aborted. */
export async function runStandIns(
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
        if (error instanceof ApiError && passing.includes(error.status)) continue;
        process.emitWarning(`${look.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    await pause(everySeconds, signal).catch(() => undefined);
  }
}

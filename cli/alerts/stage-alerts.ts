import type { Alert } from '../../functions/alerts/alert.ts';
import type { AlertStore } from '../../functions/alerts/alert-store.ts';
import { CliError } from '../cli-error.ts';
import { alertStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { nowMs } from '../target-time.ts';

/** What the commands about a stage's alerts start from. */
export interface StageAlerts {
  readonly where: Target;
  readonly store: AlertStore;
  /** Where the command works: driven time on the local cloud. */
  readonly atMs: number;
}

export async function stageAlerts(where: Target): Promise<StageAlerts> {
  return alertsOf(where, await nowMs(where));
}

export function alertsOf(where: Target, atMs: number): StageAlerts {
  return { where, store: alertStoreOf(where), atMs };
}

/** By its id, or the latest one of a service that is named. */
export async function requireAlert(
  { where, store }: Pick<StageAlerts, 'where' | 'store'>,
  id: string,
): Promise<Alert> {
  const found = (await store.findAlert(id)) ?? (await store.readService(id)).alert;
  if (found) return found;
  throw new CliError(
    `Stage ${where.stage} has no alert '${id}', and no service of that name had one. See: afterprod alerts list`,
  );
}

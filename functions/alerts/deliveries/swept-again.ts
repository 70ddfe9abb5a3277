import type { AlertStore } from '../alert-store.ts';
import { withUntold } from '../grouping/with-untold.ts';

/** Each time, the router or the sweep was first. */
const MOST_ATTEMPTS = 12;

/** Puts an alert, which may be over for long, where the sweep finds it: a wake-up that gets lost costs a minute at most. */
export async function sweptAgain(
  service: string,
  alertId: string,
  store: Pick<AlertStore, 'readService' | 'saveService'>,
): Promise<void> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const before = await store.readService(service);
    const after = withUntold(before, alertId);
    if (after === before || (await store.saveService(after, before.version, []))) return;
  }
  throw new Error(`Others were first ${MOST_ATTEMPTS} times: service ${service}`);
}

import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import type { ProbesDailyEnvironment } from './daily/environment.ts';
import { foldHours } from './daily/fold-hours.ts';
import { scheduledAtOf } from './run/scheduled-at.ts';
import { DynamoResultStore } from './store/dynamo-result-store.ts';

const environment: ProbesDailyEnvironment = readEnvironment('TABLE_NAME');
const store = new DynamoResultStore(createDynamoClient(), environment.TABLE_NAME, systemNow);

/** Each hour: adds the results of the last full hours up, into the figures of 90 days. */
export async function handler(event: unknown): Promise<void> {
  await foldHours(store, scheduledAtOf(event));
}

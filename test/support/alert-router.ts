import type { AlertsConfig } from '../../functions/alerts/alerts-config.ts';
import type { DelayedWake } from '../../functions/alerts/deliveries/sqs-wakes.ts';
import type { BatchTools } from '../../functions/alerts/grouping/route-batch.ts';
import { MemoryAlertStore } from '../../functions/alerts/store/memory-alert-store.ts';
import { at } from './alerts.ts';

export const ALERTS_CONFIG: AlertsConfig = {
  routes: [
    { name: 'mail', severities: ['page', 'ticket'], channel: 'sns', topicArn: 'arn' },
    { name: 'pager', severities: ['page'], channel: 'pagerduty', secretId: 's', region: 'eu' },
  ],
  waitSeconds: 10,
  intervalSeconds: 300,
  settleSeconds: 60,
  dependencies: { storefront: ['database'] },
};

/** A router over a memory store, its time and what it said. */
export function alertRouter(differences: Partial<BatchTools> = {}) {
  const wakes: DelayedWake[] = [];
  const setAside: string[] = [];
  const errors: unknown[] = [];
  const store = new MemoryAlertStore();
  const time = { nowMs: Date.parse(at(0)) };
  let suffixes = 0;
  const tools: BatchTools & { readonly store: MemoryAlertStore } = {
    config: ALERTS_CONFIG,
    now: () => time.nowMs,
    pause: async () => {},
    wake: async (woken) => void wakes.push(...woken),
    onLost: (error) => errors.push(error),
    hasLearned: async () => false,
    onUnknown: (error) => errors.push(error),
    newSuffix: () => `s${suffixes++}`,
    setAside: async (body) => void setAside.push(body),
    onFailure: (_, error) => errors.push(error),
    ...differences,
    store,
  };
  /** Those who were woken since the last question: `route +seconds`. */
  const woken = () =>
    wakes.splice(0).map(({ wake, delayMs = 0 }) => `${wake.route} +${delayMs / 1000}`);
  return { tools, store, time, woken, setAside, errors };
}

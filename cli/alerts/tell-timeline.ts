import type { TimelineEvent } from '../../functions/alerts/timeline.ts';
import type { StageAlerts } from './stage-alerts.ts';

/** Writes what a person did about a service into the timeline of its open alert, where it has one. */
export async function tellTimeline(
  { store }: Pick<StageAlerts, 'store'>,
  service: string,
  event: TimelineEvent,
): Promise<void> {
  const { alert } = await store.readService(service);
  if (alert && alert.status !== 'resolved') await store.addEvents(alert.id, [event]);
}

import type { ServiceState } from '../alert.ts';

/** Whether a sweep has to look at a service: an alarm of it fires, or somebody may have to be told yet. */
export function isActive({ alarms, alert, untold = [] }: ServiceState): boolean {
  return (
    untold.length > 0 ||
    (alert !== undefined && alert.status !== 'resolved') ||
    Object.values(alarms).some(({ firingSince }) => firingSince !== undefined)
  );
}

import { CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type Identity, nameOf } from '../identity.ts';
import { durationOf } from '../settings/duration-text.ts';
import type { MaintenanceSettings } from '../settings/maintenance-settings.ts';
import { inPieces } from './in-pieces.ts';
import type { StageAlarm } from './stage-alarms.ts';

export interface MaintenanceMutesProps {
  readonly identity: Identity;
  /** What the team ships: planned work on it silences its alarms, never Afterprod's own. */
  readonly service: string;
  readonly alarms: readonly StageAlarm[];
  readonly windows: readonly MaintenanceSettings[];
}

/** A rule takes no more. */
const MOST_ALARMS = 100;

/**
 * Times of planned work, in which alarms are judged but tell nobody. On the clocks of a window's zone, so that it stays at
 * its hour when they change; of one over midnight, the days are those on which it begins. What still fires at the end of
 * a window is told then: CloudWatch runs the action.
 */
export function maintenanceMutes(scope: Construct, props: MaintenanceMutesProps): void {
  props.windows.forEach((window, index) => {
    inPieces(mutedIn(window, props), MOST_ALARMS).forEach((alarms, piece) => {
      const parts = ['maintenance', String(index + 1), ...(piece > 0 ? [String(piece + 1)] : [])];
      const rule = new CfnAlarmMuteRule(scope, parts.join('-'), {
        name: nameOf(props.identity, ...parts),
        description: `Planned work, by the settings: maintenance[${index}].`,
        muteTargets: { alarmNames: alarms.flatMap(({ name }) => name ?? []) },
        rule: { schedule: scheduleOf(window) },
      });
      const own = alarms.filter(({ resource }) => resource.stack === rule.stack);
      rule.node.addDependency(...own.map(({ resource }) => resource));
    });
  });
}

function mutedIn(
  { probes }: MaintenanceSettings,
  { alarms, service }: MaintenanceMutesProps,
): readonly StageAlarm[] {
  return alarms
    .filter(({ isAnnounced, facts }) => isAnnounced && (facts?.service ?? service) === service)
    .filter((alarm) => probes === undefined || probes.some((probe) => watches(alarm, probe)));
}

/** By what it measures: alarms on a probe have many names. */
function watches({ metrics }: StageAlarm, probe: string): boolean {
  return metrics.some(
    ({ stat }) =>
      stat?.namespace === 'Afterprod' &&
      stat.dimensions.some(({ name, value }) => name === 'Probe' && value === probe),
  );
}

function scheduleOf({ from, days = [], for: duration, timeZone = 'UTC' }: MaintenanceSettings) {
  const [hours, minutes] = from.split(':').map(Number);
  const weekdays = days.length === 0 ? '*' : days.map((day) => day.toUpperCase()).join(',');
  return {
    expression: `cron(${minutes} ${hours} * * ${weekdays})`,
    duration: durationOf(duration).toIsoString(),
    timezone: timeZone,
  };
}

import { type AlarmBase, CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { alarmPolicyOf } from '../alarm-policy.ts';
import { nameOf } from '../identity.ts';
import type { AlarmRuleSettings } from '../settings/alarm-settings.ts';

/** What became of the alarm: `fixed` and `banded` have another kind of limit than before. */
export type Applied = 'off' | 'as it was' | 'fixed' | 'banded';

/** Applies `alarms` of the settings to one alarm; `off` takes it out of the app. */
export function applySettings(alarm: AlarmBase): Applied {
  const resource = alarm.node.defaultChild;
  const policy = alarmPolicyOf(alarm);
  if (!policy || !(resource instanceof CfnAlarm)) return 'as it was';
  const name = resource.alarmName?.slice(nameOf(policy.identity, '').length) ?? '';
  const { settings = {} } = policy;
  const said = settings[name];
  if (said === 'off' || standsInForNothing(name, settings)) {
    alarm.node.scope?.node.tryRemoveChild(alarm.node.id);
    return 'off';
  }
  return said ? applied(resource, said) : 'as it was';
}

const STAND_IN = '-stand-in';

/** Whether the band that it stands in for is off, or is a fixed limit. */
function standsInForNothing(
  name: string,
  settings: Readonly<Record<string, AlarmRuleSettings | 'off'>>,
): boolean {
  if (!name.endsWith(STAND_IN)) return false;
  const of = settings[name.slice(0, -STAND_IN.length)];
  return of === 'off' || of?.above !== undefined || of?.below !== undefined;
}

function applied(resource: CfnAlarm, { band, above, below, points }: AlarmRuleSettings): Applied {
  if (points !== undefined) {
    const [m, n] = points.split('/').map(Number);
    if (m !== undefined && n !== undefined) {
      resource.datapointsToAlarm = m;
      resource.evaluationPeriods = n;
    }
  }
  if (band !== undefined) return changeBand(resource, band);
  if (above !== undefined) return fix(resource, above, 'GreaterThanThreshold');
  if (below !== undefined) return fix(resource, below, 'LessThanThreshold');
  return 'as it was';
}

interface Query {
  readonly id: string;
  readonly expression?: string;
}

const BAND = /^ANOMALY_DETECTION_BAND\((\w+), ?[\d.]+\)$/;

function queriesOf({ metrics }: CfnAlarm): readonly Query[] {
  return Array.isArray(metrics) ? (metrics as readonly Query[]) : [];
}

function changeBand(resource: CfnAlarm, deviations: number): Applied {
  const queries = queriesOf(resource);
  if (!queries.some(({ expression = '' }) => BAND.test(expression))) {
    const fixed = `${resource.alarmName}: band is for alarms that have one`;
    throw new Error(`${fixed}. Fix: write above or below in alarms of the settings.`);
  }
  resource.metrics = queries.map((query) => ({
    ...query,
    ...(query.expression !== undefined && {
      expression: query.expression.replace(BAND, `ANOMALY_DETECTION_BAND($1, ${deviations})`),
    }),
  }));
  return 'banded';
}

function fix(resource: CfnAlarm, threshold: number, comparisonOperator: string): Applied {
  const queries = queriesOf(resource);
  if (queries.length > 0) {
    resource.metrics = queries
      .filter(({ expression = '' }) => !BAND.test(expression))
      .map((query) => ({ ...query }));
  }
  resource.thresholdMetricId = undefined;
  resource.threshold = threshold;
  resource.comparisonOperator = comparisonOperator;
  return 'fixed';
}

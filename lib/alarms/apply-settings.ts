import { type AlarmBase, CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type AppliedPolicy, alarmPolicyOf } from '../alarm-policy.ts';
import { nameOf } from '../identity.ts';
import type { AlarmRuleSettings } from '../settings/alarm-settings.ts';
import { BAND, queriesOf } from './alarm-queries.ts';
import { ruleFlaws } from './rule-flaws.ts';

/** What became of the alarm: `fixed` and `banded` have another kind of limit than before. */
export type Applied = 'off' | 'as it was' | 'fixed' | 'banded';

/**
 * Applies `alarms` of the settings to one alarm, whose name must be new; `off` takes it out of the app. What cannot be is kept
 * with the policy, and said once all alarms are there.
 */
export function applySettings(alarm: AlarmBase): Applied {
  const resource = alarm.node.defaultChild;
  const policy = alarmPolicyOf(alarm);
  const isComposite = resource instanceof CfnCompositeAlarm;
  if (!policy || !(isComposite || resource instanceof CfnAlarm)) return 'as it was';
  const name = resource.alarmName?.slice(nameOf(policy.identity, '').length) ?? '';
  register(policy, name, alarm.node.path);
  const { settings = {} } = policy;
  const said = settings[name];
  if (said === 'off' || standsInForNothing(name, settings)) {
    alarm.node.scope?.node.tryRemoveChild(alarm.node.id);
    return 'off';
  }
  if (!said) return 'as it was';
  const flaws = ruleFlaws(`alarms.${name}`, isComposite ? 'composite' : resource, said);
  policy.flaws.push(...flaws);
  return isComposite || flaws.length > 0 ? 'as it was' : applied(resource, said);
}

function register({ announced }: AppliedPolicy, name: string, path: string): void {
  const other = announced.get(name);
  if (other !== undefined) {
    const rule = `${path}: ${other} has an alarm ${name}, too`;
    throw new Error(`${rule}. Fix: give one of them another name, e.g. watch(target, { name }).`);
  }
  announced.set(name, path);
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

function changeBand(resource: CfnAlarm, deviations: number): Applied {
  resource.metrics = queriesOf(resource).map((query) => ({
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

import { Token } from 'aws-cdk-lib';
import { type AlarmBase, CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type AlarmFacts, describeAlarm } from '../functions/alerts/alarm-facts.ts';
import { alarmPolicyOf } from './alarm-policy.ts';
import { nameOf } from './identity.ts';

/** What is said of an alarm beside its policy's words. */
export interface StatedFacts
  extends Pick<AlarmFacts, 'band' | 'ends' | 'owner' | 'runbook' | 'severity' | 'told'> {
  /**
   * Whom it hurts.
   * @default 'afterprod' - a part of Afterprod itself
   */
  readonly service?: string;
}

/** Of the service that is guarded: of its policy, or `service` where there is none. */
export function guardedServiceOf(alarm: AlarmBase): string {
  return alarmPolicyOf(alarm)?.service ?? 'service';
}

/** Adds the facts to an alarm's description, by which the router groups and routes its messages. */
export function stateFacts(
  alarm: AlarmBase,
  { service = 'afterprod', ...facts }: StatedFacts,
): void {
  const resource = resourceOf(alarm);
  const { owner, runbook } = policyFacts(alarm, nameIn(resource));
  resource.alarmDescription = describeAlarm(resource.alarmDescription ?? '', {
    service,
    ...(owner !== undefined && { owner }),
    ...(runbook !== undefined && { runbook }),
    ...facts,
  });
}

function resourceOf(alarm: AlarmBase): CfnAlarm | CfnCompositeAlarm {
  const resource = alarm.node.defaultChild;
  if (resource instanceof CfnAlarm || resource instanceof CfnCompositeAlarm) return resource;
  throw new Error(
    `${alarm.node.path} is no alarm of this app: where it is made its facts are said`,
  );
}

function nameIn({ alarmName, node }: CfnAlarm | CfnCompositeAlarm): string {
  if (alarmName !== undefined && !Token.isUnresolved(alarmName)) return alarmName;
  throw new Error(`${node.path}: alarms are named, <project>-<stage>-<what>`);
}

function policyFacts(alarm: AlarmBase, alarmName: string): Pick<AlarmFacts, 'owner' | 'runbook'> {
  const policy = alarmPolicyOf(alarm);
  if (!policy) return {};
  const { identity, owner, runbooks } = policy;
  const page = alarmName.slice(nameOf(identity, '').length);
  return {
    ...(owner !== undefined && { owner }),
    ...(runbooks !== undefined && { runbook: `${runbooks.replace(/\/$/, '')}/${page}` }),
  };
}

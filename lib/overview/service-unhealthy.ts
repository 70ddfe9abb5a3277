import type { Stack } from 'aws-cdk-lib';
import { AlarmRule, CompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { describeAlarm } from '../../functions/alerts/alarm-facts.ts';
import { type Identity, nameOf } from '../identity.ts';
import type { StageAlarm } from './stage-alarms.ts';

/** CloudWatch takes no more in one rule, characters and alarms. */
const MOST_CHARACTERS = 10_000;
const MOST_ALARMS = 100;

export interface ServiceUnhealthyProps {
  readonly identity: Identity;
  readonly service: string;
  /** The composite's name after project and stage, e.g. `service-unhealthy`. */
  readonly noun: string;
  /** Those that page, of this service. */
  readonly alarms: readonly StageAlarm[];
  /** While it is in ALARM, nothing is told. */
  readonly suppressor: IAlarm;
}

/**
 * In ALARM while any of `alarms` is. By way of a part in each stack that has some: CloudWatch deletes no alarm that a
 * composite names, so that only a composite of the same stack can let one go, in one deployment.
 */
export function serviceUnhealthy(scope: Construct, props: ServiceUnhealthyProps): CompositeAlarm {
  const { identity, service, noun, suppressor } = props;
  return new CompositeAlarm(scope, `Unhealthy-${service}`, {
    compositeAlarmName: nameOf(identity, noun),
    alarmDescription: `Whether any alarm that pages for ${service} is firing.`,
    alarmRule: anyOf(partsOf(props)),
    actionsSuppressor: suppressor,
  });
}

/** The names of the parts. */
function partsOf(props: ServiceUnhealthyProps): readonly string[] {
  const stacks = new Set(props.alarms.map(({ resource }) => resource.stack));
  return [...stacks].flatMap((stack) => {
    const own = props.alarms.filter(({ resource }) => resource.stack === stack);
    return inRules(own).map((alarms, index) => partIn(stack, alarms, index, props));
  });
}

/** Makes one part, and gives its name. */
function partIn(
  stack: Stack,
  alarms: readonly StageAlarm[],
  index: number,
  { identity, service, noun }: ServiceUnhealthyProps,
): string {
  const end = index === 0 ? [] : [String(index + 1)];
  const compositeAlarmName = nameOf(identity, noun, stack.node.id, ...end);
  const part = new CompositeAlarm(stack, ['Unhealthy', service, ...end].join('-'), {
    compositeAlarmName,
    alarmDescription: describeAlarm(`Part of ${nameOf(identity, noun)}.`, {
      service,
      severity: 'info',
      told: 'nobody',
    }),
    alarmRule: anyOf(alarms.map(nameIn)),
  });
  part.node.addDependency(...alarms.map(({ resource }) => resource));
  return compositeAlarmName;
}

function nameIn({ name = '' }: StageAlarm): string {
  return name;
}

/** In as few lists as there must be rules. */
function inRules(alarms: readonly StageAlarm[]): readonly (readonly StageAlarm[])[] {
  const rules: StageAlarm[][] = [];
  let characters = MOST_CHARACTERS;
  for (const alarm of alarms) {
    const length = inAlarm(nameIn(alarm)).length + OR.length;
    const last = rules.at(-1);
    const isFull = characters + length > MOST_CHARACTERS || last?.length === MOST_ALARMS;
    if (last && !isFull) last.push(alarm);
    else rules.push([alarm]);
    characters = last && !isFull ? characters + length : length;
  }
  return rules;
}

const OR = ' OR ';

function anyOf(names: readonly string[]) {
  return AlarmRule.fromString(names.map(inAlarm).join(OR));
}

function inAlarm(name: string): string {
  return `ALARM("${name}")`;
}

import type { CompositeAlarmDefinition } from './alarm-definition.ts';
import { type AlarmRule, alarmName, alarmsIn, parseAlarmRule } from './alarm-rule.ts';
import { checkActions } from './metric-alarm.ts';
import type { SuppressionPeriods } from './suppression.ts';

/** A composite alarm that was checked and can be evaluated. */
export interface CompositeAlarm {
  readonly definition: CompositeAlarmDefinition;
  readonly rule: AlarmRule;
  /** Names of the alarms that the rule asks about. */
  readonly children: readonly string[];
  readonly suppressor?: { readonly name: string; readonly periods: SuppressionPeriods };
}

/** Checks what CloudWatch checks when a composite alarm is made. `exists` tells whether there is an alarm of a name. */
export function toCompositeAlarm(
  definition: CompositeAlarmDefinition,
  exists: (name: string) => boolean,
): CompositeAlarm {
  checkActions(definition);
  const rule = parseAlarmRule(definition.AlarmRule);
  const children = alarmsIn(rule);
  const { ActionsSuppressor } = definition;
  const suppressor = ActionsSuppressor === undefined ? undefined : alarmName(ActionsSuppressor);
  const unknown = [...children, ...(suppressor === undefined ? [] : [suppressor])].filter(
    (name) => name === definition.AlarmName || !exists(name),
  );
  if (unknown.length > 0) {
    throw new Error(
      `the alarm rule ${definition.AlarmRule} needs ${unknown.join(', ')} to exist before it`,
    );
  }
  if (suppressor === undefined) return { definition, rule, children };
  return {
    definition,
    rule,
    children,
    suppressor: { name: suppressor, periods: periodsOf(definition) },
  };
}

function periodsOf(definition: CompositeAlarmDefinition): SuppressionPeriods {
  const {
    AlarmName,
    ActionsSuppressorWaitPeriod: wait,
    ActionsSuppressorExtensionPeriod: extension,
  } = definition;
  if (wait !== undefined && extension !== undefined) {
    return { waitMs: wait * 1000, extensionMs: extension * 1000 };
  }
  throw new Error(
    `${AlarmName}: ActionsSuppressor needs ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod`,
  );
}

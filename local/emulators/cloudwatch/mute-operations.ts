import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import { type MuteRule, muteStatus } from './mute-rule.ts';
import { type MuteRules, targetsOf } from './mute-rules.ts';

export interface MuteOperationsOptions {
  readonly rules: MuteRules;
  ruleArnOf(name: string): string;
  alarmArnOf(alarmName: string): string;
  nowMs(): number;
  /** Puts a rule whose alarms there are; throws an Error that says what is wrong. */
  put(input: Input): void;
  delete(name: string): Promise<void>;
}

/** CloudWatch's operations on mute rules. Lists are answered whole. */
export function muteOperations(options: MuteOperationsOptions): Record<string, Operation> {
  const { rules, ruleArnOf, alarmArnOf, nowMs } = options;
  const onRule = (action: string, run: (input: Input) => Promise<object>): Operation => ({
    access: ({ AlarmMuteRuleName = '*' }) => [
      { action: `cloudwatch:${action}`, resource: ruleArnOf(AlarmMuteRuleName) },
    ],
    run,
  });
  return {
    PutAlarmMuteRule: {
      access: ({ Name = '*', MuteTargets }) =>
        [ruleArnOf(Name), ...(MuteTargets?.AlarmNames ?? []).map(alarmArnOf)].map((resource) => ({
          action: 'cloudwatch:PutAlarmMuteRule',
          resource,
        })),
      run: async ({ Tags: _, ...input }) => {
        refusing(() => options.put(input));
        return {};
      },
    },
    GetAlarmMuteRule: onRule('GetAlarmMuteRule', async ({ AlarmMuteRuleName: name }) => {
      const rule = rules.get(name);
      if (rule) return { ...rule.definition, ...datesOf(rule), ...shown(rule, ruleArnOf, nowMs()) };
      const text = `Unknown alarm mute rule ${name}`;
      throw new AwsError('ResourceNotFoundException', text, { statusCode: 404 });
    }),
    ListAlarmMuteRules: onRule('ListAlarmMuteRules', async ({ AlarmName, Statuses }) => {
      const found = rules
        .all()
        .filter(({ definition }) => !AlarmName || targetsOf(definition).includes(AlarmName))
        .filter((rule) => !Statuses?.length || Statuses.includes(muteStatus(rule, nowMs())));
      const AlarmMuteRuleSummaries = found.map((rule) => shown(rule, ruleArnOf, nowMs()));
      return { AlarmMuteRuleSummaries };
    }),
    DeleteAlarmMuteRule: onRule('DeleteAlarmMuteRule', async ({ AlarmMuteRuleName }) => {
      await options.delete(AlarmMuteRuleName);
      return {};
    }),
  };
}

function shown(rule: MuteRule, arnOf: (name: string) => string, nowMs: number): object {
  const { Name, ExpireDate } = rule.definition;
  return {
    AlarmMuteRuleArn: arnOf(Name),
    ...(ExpireDate && { ExpireDate: new Date(rule.untilMs) }),
    Status: muteStatus(rule, nowMs),
    MuteType: rule.occurrences.isRecurring ? 'RECURRING' : 'ONE_TIME',
    LastUpdatedTimestamp: new Date(rule.updatedMs),
  };
}

function datesOf({ definition: { StartDate }, fromMs }: MuteRule): object {
  return StartDate === undefined ? {} : { StartDate: new Date(fromMs) };
}

function refusing(work: () => void): void {
  try {
    work();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError('ValidationException', message, { cause });
  }
}

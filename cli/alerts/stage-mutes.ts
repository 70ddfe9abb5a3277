import type { CloudWatchClient, GetAlarmMuteRuleOutput } from '@aws-sdk/client-cloudwatch';
import type { Target } from '../target.ts';
import type { MuteRule } from './mute-rule.ts';

/** The mute rules of one stage at CloudWatch. */
export interface StageMutes {
  /** Those that hold, and those that will; soon over first. */
  list(): Promise<readonly MuteRule[]>;
  put(rule: MuteRule): Promise<void>;
  /** One that is gone already is no error. */
  remove(name: string): Promise<void>;
}

export async function stageMutes({ client, prefix }: Target): Promise<StageMutes> {
  const sdk = await import('@aws-sdk/client-cloudwatch'); // not for commands without alarms
  const calls: Pick<CloudWatchClient, 'send'> = new sdk.CloudWatchClient(client);
  return {
    async list() {
      const rules: MuteRule[] = [];
      for (const AlarmMuteRuleName of await namesOf(calls, sdk, prefix)) {
        rules.push(
          ruleOf(await calls.send(new sdk.GetAlarmMuteRuleCommand({ AlarmMuteRuleName }))),
        );
      }
      return rules;
    },
    async put({ name: Name, description: Description, alarms, ...schedule }) {
      const { expression: Expression, duration: Duration, timeZone: Timezone } = schedule;
      const Rule = { Schedule: { Expression, Duration, Timezone } };
      const MuteTargets = { AlarmNames: [...alarms] };
      await calls.send(new sdk.PutAlarmMuteRuleCommand({ Name, Description, Rule, MuteTargets }));
    },
    async remove(AlarmMuteRuleName) {
      await calls.send(new sdk.DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName }));
    },
  };
}

async function namesOf(
  calls: Pick<CloudWatchClient, 'send'>,
  { ListAlarmMuteRulesCommand }: typeof import('@aws-sdk/client-cloudwatch'),
  prefix: string,
): Promise<readonly string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await calls.send(
      new ListAlarmMuteRulesCommand({
        Statuses: ['ACTIVE', 'SCHEDULED'],
        ...(NextToken && { NextToken }),
      }),
    );
    for (const { AlarmMuteRuleArn = '' } of page.AlarmMuteRuleSummaries ?? []) {
      names.push(AlarmMuteRuleArn.split(':').at(-1) ?? '');
    }
    NextToken = page.NextToken;
  } while (NextToken);
  return names.filter((name) => name.startsWith(prefix));
}

function ruleOf({
  Name,
  Description,
  Rule,
  MuteTargets,
  Status,
}: GetAlarmMuteRuleOutput): MuteRule {
  const { Expression, Duration, Timezone } = Rule?.Schedule ?? {};
  return {
    name: Name ?? '',
    alarms: MuteTargets?.AlarmNames ?? [],
    description: Description ?? '',
    isActive: Status === 'ACTIVE',
    expression: Expression ?? '',
    duration: Duration ?? '',
    timeZone: Timezone ?? 'UTC',
  };
}

import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { type AlarmFacts, readAlarm } from '../../functions/alerts/alarm-facts.ts';
import { nearest } from '../../functions/shared/nearest.ts';
import { CliError } from '../cli-error.ts';
import type { Target } from '../target.ts';

export interface StageAlarm {
  readonly name: string;
  readonly facts: AlarmFacts;
}

/** The alarms of a stage that say whose they are. */
export async function stageAlarms({ client, prefix }: Target): Promise<readonly StageAlarm[]> {
  const pages = paginateDescribeAlarms(
    { client: new CloudWatchClient(client) },
    { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
  );
  const found: StageAlarm[] = [];
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages) {
    for (const { AlarmName: name = '', AlarmDescription = '' } of [
      ...MetricAlarms,
      ...CompositeAlarms,
    ]) {
      const { facts } = readAlarm(AlarmDescription);
      if (facts) found.push({ name, facts });
    }
  }
  return found;
}

/** Names of a service's alarms. Rejects where it has none, with the services that have. */
export async function alarmsOfService(where: Target, service: string): Promise<readonly string[]> {
  const alarms = await stageAlarms(where);
  const names = alarms.filter(({ facts }) => facts.service === service).map(({ name }) => name);
  if (names.length > 0) return names.sort();
  const known = [...new Set(alarms.map(({ facts }) => facts.service))].sort();
  const meant = nearest(service, known);
  const hint = meant ? ` Did you mean ${meant}?` : '';
  throw new CliError(
    `No alarm of stage ${where.stage} is of a service '${service}'.${hint} Known: ${known.join(', ') || 'none'}.`,
    { exitCode: 2 },
  );
}

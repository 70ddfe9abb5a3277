import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import type { KeptEvent, LogGroup } from './log-group.ts';

/** The operations of CloudWatch Logs that read; lists are answered whole. */
export function logOperations(
  cloud: Cloud,
  groups: ReadonlyMap<string, LogGroup>,
): Record<string, Operation> {
  const arnOf = (name: string) =>
    `arn:aws:logs:${cloud.region}:${cloud.accountId}:log-group:${name}`;
  const onGroup = (
    action: string,
    run: (group: LogGroup, input: Input) => object,
  ): [string, Operation] => [
    action,
    {
      access: (input) => [{ action: `logs:${action}`, resource: `${arnOf(nameIn(input))}:*` }],
      run: async (input) => run(existing(groups, nameIn(input)), input),
    },
  ];
  return Object.fromEntries([
    ['DescribeLogGroups', { run: async (input: Input) => describeGroups(groups, arnOf, input) }],
    onGroup('FilterLogEvents', filterEvents),
  ]);
}

function nameIn({ logGroupName, logGroupIdentifier = '' }: Input): string {
  return logGroupName ?? logGroupIdentifier.replace(/^arn:.*:log-group:([^:]*).*$/, '$1');
}

function existing(groups: ReadonlyMap<string, LogGroup>, name: string): LogGroup {
  const group = groups.get(name);
  if (group) return group;
  throw new AwsError(
    'ResourceNotFoundException',
    `The specified log group does not exist: ${name}`,
  );
}

function describeGroups(
  groups: ReadonlyMap<string, LogGroup>,
  arnOf: (name: string) => string,
  { logGroupNamePrefix = '', logGroupNamePattern = '' }: Input,
): object {
  const found = [...groups.values()]
    .filter(({ name }) => name.startsWith(logGroupNamePrefix))
    .filter(({ name }) => name.includes(logGroupNamePattern))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const logGroups = found.map(({ name, createdMs, retentionDays }) => ({
    logGroupName: name,
    creationTime: createdMs,
    retentionInDays: retentionDays,
    arn: `${arnOf(name)}:*`,
    logGroupArn: arnOf(name),
  }));
  return { logGroups };
}

function filterEvents(group: LogGroup, input: Input): object {
  const { logStreamNames, logStreamNamePrefix = '', filterPattern = '' } = input;
  if (filterPattern !== '') {
    throw new AwsError('InvalidParameterException', 'filterPattern is not emulated.');
  }
  const found = between(group.events(), input)
    .filter(({ stream }) => logStreamNames === undefined || logStreamNames.includes(stream))
    .filter(({ stream }) => stream.startsWith(logStreamNamePrefix))
    .sort((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence);
  const events = found.map(({ timestamp, message, stream, sequence }) => ({
    timestamp,
    message,
    ingestionTime: timestamp,
    logStreamName: stream,
    eventId: `${group.name}:${timestamp}:${sequence}`,
  }));
  return { events, searchedLogStreams: [] };
}

/** `startTime` counts, `endTime` does not. */
function between(events: readonly KeptEvent[], { startTime, endTime }: Input): KeptEvent[] {
  return events.filter(
    ({ timestamp }) =>
      (startTime === undefined || timestamp >= startTime) &&
      (endTime === undefined || timestamp < endTime),
  );
}

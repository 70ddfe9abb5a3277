import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import { pageOf } from '../pages.ts';
import { parseLogFilter } from './log-filter.ts';
import type { KeptEvent, LogGroup } from './log-group.ts';

const MOST_EVENTS = 10_000;

/** The operations of CloudWatch Logs that read. */
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
    onGroup('DescribeLogStreams', (group, input) =>
      describeStreams(group, arnOf(group.name), input),
    ),
    onGroup('FilterLogEvents', filterEvents),
    onGroup('GetLogEvents', getEvents),
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
  { logGroupNamePrefix = '', logGroupNamePattern = '', limit = 50, nextToken }: Input,
): object {
  const found = [...groups.values()]
    .filter(({ name }) => name.startsWith(logGroupNamePrefix))
    .filter(({ name }) => name.includes(logGroupNamePattern))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = pageOf(found, limit, nextToken, 'InvalidParameterException');
  const logGroups = page.items.map(({ name, createdMs, retentionDays }) => ({
    logGroupName: name,
    creationTime: createdMs,
    retentionInDays: retentionDays,
    arn: `${arnOf(name)}:*`,
    logGroupArn: arnOf(name),
  }));
  return { logGroups, nextToken: page.nextToken };
}

function describeStreams(group: LogGroup, groupArn: string, input: Input): object {
  const { logStreamNamePrefix = '', orderBy, descending, limit = 50, nextToken } = input;
  const streams = [...group.streams()]
    .filter(([name]) => name.startsWith(logStreamNamePrefix))
    .sort(([a, one], [b, other]) =>
      orderBy === 'LastEventTime' ? one.lastMs - other.lastMs : a < b ? -1 : 1,
    );
  if (descending) streams.reverse();
  const page = pageOf(streams, limit, nextToken, 'InvalidParameterException');
  const logStreams = page.items.map(([logStreamName, { firstMs, lastMs }]) => ({
    logStreamName,
    creationTime: firstMs,
    firstEventTimestamp: firstMs,
    lastEventTimestamp: lastMs,
    lastIngestionTime: lastMs,
    arn: `${groupArn}:log-stream:${logStreamName}`,
  }));
  return { logStreams, nextToken: page.nextToken };
}

function filterEvents(group: LogGroup, input: Input): object {
  const { logStreamNames, logStreamNamePrefix = '', limit = MOST_EVENTS, nextToken } = input;
  const passes = filterOf(input.filterPattern);
  const found = between(group.events(), input)
    .filter(({ stream }) => logStreamNames === undefined || logStreamNames.includes(stream))
    .filter(({ stream, message }) => stream.startsWith(logStreamNamePrefix) && passes(message))
    .sort((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence);
  const page = pageOf(found, limit, nextToken, 'InvalidParameterException');
  const events = page.items.map((event) => ({
    ...shown(event),
    logStreamName: event.stream,
    eventId: `${group.name}:${event.timestamp}:${event.sequence}`,
  }));
  return { events, searchedLogStreams: [], nextToken: page.nextToken };
}

/** Tokens name the place between two events: `f/` reads on from there, `b/` what is before. */
function getEvents(group: LogGroup, input: Input): object {
  const { logStreamName, startFromHead, limit = MOST_EVENTS, nextToken } = input;
  const all = between(group.events(), input).filter(({ stream }) => stream === logStreamName);
  const [direction = startFromHead ? 'f' : 'b', place] = (nextToken ?? '')
    .split('/')
    .filter(Boolean);
  const at = place === undefined ? undefined : Number(place);
  const forward = all.filter(({ sequence }) => at === undefined || sequence >= at);
  const backward = all.filter(({ sequence }) => at === undefined || sequence < at);
  const page = direction === 'f' ? forward.slice(0, limit) : backward.slice(-limit);
  const first = page[0]?.sequence ?? at ?? 0;
  const last = page.at(-1)?.sequence;
  return {
    events: page.map(shown),
    nextForwardToken: `f/${last === undefined ? first : last + 1}`,
    nextBackwardToken: `b/${first}`,
  };
}

/** `startTime` counts, `endTime` does not. */
function between(events: readonly KeptEvent[], { startTime, endTime }: Input): KeptEvent[] {
  return events.filter(
    ({ timestamp }) =>
      (startTime === undefined || timestamp >= startTime) &&
      (endTime === undefined || timestamp < endTime),
  );
}

function filterOf(pattern: string | undefined) {
  try {
    return parseLogFilter(pattern);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidParameterException', message, { cause: error });
  }
}

function shown({ timestamp, message }: KeptEvent): object {
  return { timestamp, message, ingestionTime: timestamp };
}

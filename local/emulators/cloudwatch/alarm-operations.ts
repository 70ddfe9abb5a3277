import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import { pageOf } from '../pages.ts';
import type { Alarm } from './alarm.ts';
import { actionsFor } from './alarm.ts';
import type { AlarmBoard } from './alarm-board.ts';
import type { AlarmHistory } from './alarm-history.ts';
import { describeAlarm, describeHistoryItem } from './alarm-output.ts';
import type { AlarmKind, AlarmRegister } from './alarm-register.ts';

export interface AlarmOperationsOptions {
  readonly board: AlarmBoard;
  readonly register: AlarmRegister;
  readonly history: AlarmHistory;
  arnOf(alarmName: string): string;
  nowMs(): number;
  /** A new alarm may need a finer tick. */
  alarmMade(): void;
}

const MOST_ALARMS = 100;

/** CloudWatch's operations on alarms. */
export function alarmOperations(options: AlarmOperationsOptions): Record<string, Operation> {
  const { register } = options;
  const onAlarms = (
    action: string,
    namesOf: (input: Input) => readonly string[],
    run: (input: Input) => Promise<object> | object,
  ): [string, Operation] => [
    action,
    {
      access: (input) =>
        namesOf(input).map((name) => ({
          action: `cloudwatch:${action}`,
          resource: options.arnOf(name),
        })),
      run: async (input) => run(input),
    },
  ];
  const one = ({ AlarmName = '*' }: Input): string[] => [AlarmName];
  const many = ({ AlarmNames = [] }: Input): string[] => AlarmNames;
  const any = () => ['*'];
  return Object.fromEntries([
    onAlarms('PutMetricAlarm', one, (input) => put(options, 'metric', input)),
    onAlarms('PutCompositeAlarm', one, (input) => put(options, 'composite', input)),
    onAlarms('DeleteAlarms', many, (input) => {
      for (const name of many(input)) register.existing(name);
      for (const name of many(input)) register.delete(name);
      return {};
    }),
    onAlarms('DescribeAlarms', any, (input) => describeAlarms(options.board, input)),
    onAlarms('DescribeAlarmsForMetric', any, (input) => describeForMetric(options.board, input)),
    onAlarms('DescribeAlarmHistory', one, (input) => describeHistory(options.history, input)),
    onAlarms('SetAlarmState', one, (input) => setState(options, input)),
    onAlarms('EnableAlarmActions', many, (input) => enable(options, many(input), true)),
    onAlarms('DisableAlarmActions', many, (input) => enable(options, many(input), false)),
  ]);
}

function put(
  { register, alarmMade }: AlarmOperationsOptions,
  kind: AlarmKind,
  input: Input,
): object {
  try {
    register.putAdHoc(kind, input);
  } catch (error) {
    if (error instanceof AwsError || !(error instanceof Error)) throw error;
    throw new AwsError('ValidationException', error.message, { cause: error });
  }
  alarmMade();
  return {};
}

function describeAlarms(board: AlarmBoard, input: Input): object {
  const kinds: readonly string[] = input.AlarmTypes ?? ['MetricAlarm'];
  const found = board
    .all()
    .filter((alarm) => kinds.includes(typeOf(alarm)) && isAskedFor(alarm, input))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = pageOf(found, input.MaxRecords ?? 50, input.NextToken);
  const shown = (kind: AlarmKind) =>
    items.filter((alarm) => alarm.kind === kind).map(describeAlarm);
  return {
    MetricAlarms: shown('metric'),
    CompositeAlarms: shown('composite'),
    NextToken: nextToken,
  };
}

function isAskedFor(alarm: Alarm, input: Input): boolean {
  const { AlarmNames, AlarmNamePrefix, StateValue, ActionPrefix, ChildrenOfAlarmName } = input;
  if (ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined) {
    throw new AwsError(
      'ValidationException',
      'ChildrenOfAlarmName and ParentsOfAlarmName are not emulated.',
    );
  }
  if (AlarmNames?.length > 0 && !AlarmNames.includes(alarm.name)) return false;
  if (AlarmNamePrefix !== undefined && !alarm.name.startsWith(AlarmNamePrefix)) return false;
  if (ActionPrefix && !actionsFor(alarm).some((arn) => arn.startsWith(ActionPrefix))) return false;
  return StateValue === undefined || alarm.state.value === StateValue;
}

function describeForMetric(board: AlarmBoard, input: Input): object {
  const dimensionsOf = (list: Input) =>
    JSON.stringify([...(list ?? [])].map(({ Name, Value }) => [Name, Value]).sort());
  const watching = board.all().filter((alarm) => {
    if (alarm.kind !== 'metric') return false;
    const { definition } = alarm.compiled;
    const { Namespace, MetricName, Dimensions } = definition;
    const isSame = Namespace === input.Namespace && MetricName === input.MetricName;
    return isSame && dimensionsOf(Dimensions) === dimensionsOf(input.Dimensions);
  });
  return { MetricAlarms: watching.map(describeAlarm) };
}

function describeHistory(history: AlarmHistory, input: Input): object {
  const { AlarmName, HistoryItemType, StartDate, EndDate, ScanBy, AlarmTypes } = input;
  const found = history
    .items()
    .filter(({ alarmName }) => AlarmName === undefined || alarmName === AlarmName)
    .filter(({ type }) => HistoryItemType === undefined || type === HistoryItemType)
    .filter(({ alarmType }) => (AlarmTypes ?? ['MetricAlarm']).includes(alarmType) || AlarmName)
    .filter(({ atMs }) => StartDate === undefined || atMs >= Number(StartDate))
    .filter(({ atMs }) => EndDate === undefined || atMs <= Number(EndDate));
  const ordered = ScanBy === 'TimestampAscending' ? found : found.toReversed();
  const { items, nextToken } = pageOf(ordered, input.MaxRecords ?? 100, input.NextToken);
  return { AlarmHistoryItems: items.map(describeHistoryItem), NextToken: nextToken };
}

async function setState({ board, register, nowMs }: AlarmOperationsOptions, input: Input) {
  const { AlarmName, StateValue: value, StateReason: reason, StateReasonData: reasonData } = input;
  const alarm = register.existing(AlarmName);
  if (!['OK', 'ALARM', 'INSUFFICIENT_DATA'].includes(value)) {
    throw new AwsError(
      'ValidationException',
      `${value} is no alarm state: OK, ALARM or INSUFFICIENT_DATA.`,
    );
  }
  if (reasonData !== undefined && !isJson(reasonData)) {
    throw new AwsError('InvalidFormatFault', 'StateReasonData is not JSON.');
  }
  const data = reasonData === undefined ? {} : { reasonData };
  await board.setState(alarm, { value, reason: String(reason ?? ''), ...data, sinceMs: nowMs() });
  return {};
}

function enable(
  { board, register }: AlarmOperationsOptions,
  names: readonly string[],
  actionsEnabled: boolean,
): object {
  if (names.length > MOST_ALARMS)
    throw new AwsError('ValidationException', `More than ${MOST_ALARMS} alarms.`);
  for (const name of names) board.set({ ...register.existing(name), actionsEnabled });
  return {};
}

function typeOf({ kind }: Alarm): string {
  return kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

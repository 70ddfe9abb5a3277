import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import { type Alarm, actionsFor } from './alarm.ts';
import type { AlarmBoard } from './alarm-board.ts';
import type { AlarmHistory } from './alarm-history.ts';
import { describeAlarm, describeHistoryItem } from './alarm-output.ts';

export interface AlarmOperationsOptions {
  readonly board: AlarmBoard;
  readonly history: AlarmHistory;
  arnOf(alarmName: string): string;
  nowMs(): number;
}

/** What a request may narrow `DescribeAlarms` by; anything else would be silently skipped. */
const NARROWED_BY = ['ChildrenOfAlarmName', 'ParentsOfAlarmName'];

/**
 * CloudWatch's operations on alarms. They are made by templates alone: there is no PutMetricAlarm. Lists are answered
 * whole.
 */
export function alarmOperations(options: AlarmOperationsOptions): Record<string, Operation> {
  const { board, history, arnOf } = options;
  const onAlarm = (action: string, run: (input: Input) => Promise<object>): Operation => ({
    access: ({ AlarmName = '*' }) => [
      { action: `cloudwatch:${action}`, resource: arnOf(AlarmName) },
    ],
    run,
  });
  return {
    DescribeAlarms: onAlarm('DescribeAlarms', async (input) => describeAlarms(board, input)),
    DescribeAlarmHistory: onAlarm('DescribeAlarmHistory', async (input) =>
      describeHistory(history, input),
    ),
    SetAlarmState: onAlarm('SetAlarmState', (input) => setState(options, input)),
  };
}

function describeAlarms(board: AlarmBoard, input: Input): object {
  const unknown = NARROWED_BY.find((name) => input[name] !== undefined);
  if (unknown) throw invalid(`${unknown} is not emulated.`);
  const kinds: readonly string[] = input.AlarmTypes ?? ['MetricAlarm'];
  const found = board
    .all()
    .filter((alarm) => isAskedFor(alarm, input))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = (kind: Alarm['kind'], type: string) =>
    kinds.includes(type) ? found.filter((alarm) => alarm.kind === kind).map(describeAlarm) : [];
  return {
    MetricAlarms: shown('metric', 'MetricAlarm'),
    CompositeAlarms: shown('composite', 'CompositeAlarm'),
  };
}

function isAskedFor(alarm: Alarm, input: Input): boolean {
  const { AlarmNames, AlarmNamePrefix = '', StateValue, ActionPrefix } = input;
  if (AlarmNames?.length > 0 && !AlarmNames.includes(alarm.name)) return false;
  if (!alarm.name.startsWith(AlarmNamePrefix)) return false;
  if (ActionPrefix && !actionsFor(alarm).some((arn) => arn.startsWith(ActionPrefix))) return false;
  return StateValue === undefined || alarm.state.value === StateValue;
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
  return { AlarmHistoryItems: ordered.map(describeHistoryItem) };
}

async function setState({ board, nowMs }: AlarmOperationsOptions, input: Input): Promise<object> {
  const { AlarmName, StateValue: value, StateReason: reason, StateReasonData: reasonData } = input;
  const alarm = board.get(AlarmName);
  if (!alarm) {
    throw new AwsError('ResourceNotFound', `Unknown alarm ${AlarmName}`, { statusCode: 404 });
  }
  if (!['OK', 'ALARM', 'INSUFFICIENT_DATA'].includes(value)) {
    throw invalid(`${value} is no alarm state: OK, ALARM or INSUFFICIENT_DATA.`);
  }
  if (reasonData !== undefined && !isJson(reasonData)) {
    throw new AwsError('InvalidFormatFault', 'StateReasonData is not JSON.');
  }
  const data = reasonData === undefined ? {} : { reasonData };
  await board.setState(alarm, { value, reason: String(reason ?? ''), ...data, sinceMs: nowMs() });
  return {};
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

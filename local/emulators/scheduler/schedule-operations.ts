import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import { pageOf } from '../pages.ts';
import { parseScheduleDefinition, type Schedule } from './schedule.ts';
import type { Schedules } from './schedules.ts';

/** The Scheduler's operations. `changed` is called after each change, which may have to survive a restart. */
export function scheduleOperations(
  cloud: Cloud,
  schedules: Schedules,
  changed: (schedule: Schedule, isDeleted: boolean) => void,
): Record<string, Operation> {
  const find = ({ GroupName = 'default', Name }: Input) => schedules.find(GroupName, Name);
  const existing = (input: Input): Schedule => {
    const found = find(input);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', `Schedule ${input.Name} does not exist.`, {
      statusCode: 404,
    });
  };
  const put = (input: Input): object => {
    const schedule = parsed(cloud, input);
    schedules.set(schedule);
    changed(schedule, false);
    return { ScheduleArn: schedule.arn };
  };
  const onSchedule = (action: string, run: (input: Input) => object): [string, Operation] => [
    action,
    {
      access: ({ GroupName = 'default', Name = '*' }) => [
        {
          action: `scheduler:${action}`,
          resource: `arn:aws:scheduler:${cloud.region}:${cloud.accountId}:schedule/${GroupName}/${Name}`,
        },
      ],
      run: async (input) => run(input),
    },
  ];
  return Object.fromEntries([
    onSchedule('GetSchedule', (input) => shown(existing(input))),
    onSchedule('ListSchedules', (input) => list(schedules, input)),
    onSchedule('CreateSchedule', (input) => {
      if (find(input) === undefined) return put(input);
      throw new AwsError('ConflictException', `Schedule ${input.Name} already exists.`, {
        statusCode: 409,
      });
    }),
    onSchedule('UpdateSchedule', (input) => {
      existing(input);
      return put(input);
    }),
    onSchedule('DeleteSchedule', (input) => {
      const schedule = existing(input);
      schedules.remove(schedule.arn);
      changed(schedule, true);
      return {};
    }),
  ]);
}

function parsed({ region, accountId, clock }: Cloud, input: Input): Schedule {
  try {
    return parseScheduleDefinition(input, { region, accountId, nowMs: clock.now() });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new AwsError('ValidationException', message, { cause: error });
  }
}

function list(
  schedules: Schedules,
  { GroupName, NamePrefix = '', State, MaxResults = 100, NextToken }: Input,
) {
  const found = schedules
    .all()
    .filter(({ definition }) => GroupName === undefined || definition.GroupName === GroupName)
    .filter(({ definition }) => definition.Name.startsWith(NamePrefix))
    .filter(({ definition }) => State === undefined || definition.State === State);
  const { items, nextToken } = pageOf(found, MaxResults, NextToken, 'ValidationException');
  const summaries = items.map((schedule) => {
    const { Name, GroupName: group, State: state, Target } = schedule.definition;
    const target = { Arn: Target.Arn };
    return {
      ...dates(schedule),
      Arn: schedule.arn,
      Name,
      GroupName: group,
      State: state,
      Target: target,
    };
  });
  return { Schedules: summaries, NextToken: nextToken };
}

function shown(schedule: Schedule): object {
  return { ...schedule.definition, ...dates(schedule), Arn: schedule.arn };
}

function dates({ madeMs }: Schedule): object {
  return { CreationDate: new Date(madeMs), LastModificationDate: new Date(madeMs) };
}

import { z } from 'zod/mini';
import { parseSchedule, type Schedule as Times } from '../../schedule-expression.ts';
import { checkTarget } from '../delivery/target-call.ts';
import { flawsOf } from '../flaws.ts';

const arn = z.optional(z.strictObject({ Arn: z.optional(z.string()) }));

/** A moment: text in templates, a Date in API calls. */
const moment = z.optional(
  z.pipe(
    z.union([z.string(), z.date()]),
    z.transform((at) => new Date(at)),
  ),
);

const schedule = z.object({
  Name: z.string(),
  GroupName: z._default(z.string(), 'default'),
  Description: z.optional(z.string()),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z._default(z.string(), 'UTC'),
  StartDate: moment,
  EndDate: moment,
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  FlexibleTimeWindow: z.object({ Mode: z.literal('OFF') }),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.optional(z.string()),
    RetryPolicy: z.optional(
      z.strictObject({
        MaximumEventAgeInSeconds: z.optional(z.coerce.number()),
        MaximumRetryAttempts: z.optional(z.coerce.number()),
      }),
    ),
    DeadLetterConfig: arn,
  }),
});

export type ScheduleDefinition = z.output<typeof schedule>;

/** A schedule that was checked and can run. */
export interface Schedule {
  readonly definition: ScheduleDefinition;
  readonly arn: string;
  /** In driven epoch milliseconds. */
  readonly madeMs: number;
  readonly times: Times;
}

/** Reads a schedule as templates and the API write it; throws an Error that says what is wrong. */
export function parseScheduleDefinition(
  input: unknown,
  { region, accountId, nowMs }: { region: string; accountId: string; nowMs: number },
): Schedule {
  const result = schedule.safeParse(input);
  if (!result.success) throw new Error(flawsOf(result.error));
  const definition = result.data;
  const { Name, GroupName, ScheduleExpression, ScheduleExpressionTimezone, Target } = definition;
  checkTarget(Target.Arn);
  const anchorMs = Math.max(nowMs + STARTS_WITHIN_MS, definition.StartDate?.getTime() ?? 0);
  const times = parseSchedule(ScheduleExpression, {
    anchorMs,
    startsAtAnchor: true,
    timeZone: ScheduleExpressionTimezone,
  });
  return {
    definition,
    arn: `arn:aws:scheduler:${region}:${accountId}:schedule/${GroupName}/${Name}`,
    madeMs: nowMs,
    times: { next: (afterMs) => nextWithin(times, definition, afterMs) },
  };
}

/**
 * "If you do not provide a StartDate for a rate-based schedule, your schedule starts invoking the target immediately",
 * with a precision of 60 seconds (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 */
const STARTS_WITHIN_MS = 5000;

function nextWithin(times: Times, { StartDate, EndDate }: ScheduleDefinition, afterMs: number) {
  const next = times.next(Math.max(afterMs, (StartDate?.getTime() ?? 0) - 1));
  const isOver = next !== undefined && EndDate !== undefined && next > EndDate.getTime();
  return isOver ? undefined : next;
}

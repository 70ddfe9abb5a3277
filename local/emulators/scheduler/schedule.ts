import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { parseSchedule, type Schedule as Times } from '../../schedule-expression.ts';
import { TARGET } from '../delivery/target.ts';
import { checkTarget } from '../delivery/target-call.ts';
import { flawsOf } from '../flaws.ts';

const schedule = z.object({
  Name: z.string(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z._default(z.string(), 'UTC'),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  FlexibleTimeWindow: z.object({ Mode: z.literal('OFF') }),
  Target: z.strictObject({ ...TARGET, RoleArn: z.string() }),
});

/** A schedule that was checked and can run. */
export interface Schedule {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly target: z.output<typeof schedule>['Target'];
  readonly schedule: Times;
}

/** Reads a schedule as templates write it; throws an Error that says what is wrong. */
export function parseScheduleDefinition(
  { stackName, logicalId, properties }: Resource,
  { region, accountId, nowMs }: { region: string; accountId: string; nowMs: number },
): Schedule {
  const result = schedule.safeParse({ Name: `${stackName}-${logicalId}`, ...properties });
  if (!result.success) throw new Error(flawsOf(result.error));
  const { Name, ScheduleExpression, ScheduleExpressionTimezone, State, Target } = result.data;
  checkTarget(Target.Arn);
  return {
    name: Name,
    arn: `arn:aws:scheduler:${region}:${accountId}:schedule/default/${Name}`,
    isEnabled: State === 'ENABLED',
    target: Target,
    schedule: parseSchedule(ScheduleExpression, {
      anchorMs: nowMs + STARTS_WITHIN_MS,
      startsAtAnchor: true,
      timeZone: ScheduleExpressionTimezone,
    }),
  };
}

/**
 * "If you do not provide a StartDate for a rate-based schedule, your schedule starts invoking the target immediately",
 * with a precision of 60 seconds (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 */
const STARTS_WITHIN_MS = 5000;

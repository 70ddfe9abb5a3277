import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { compileEventPattern, type EventMatcher } from '../../event-pattern.ts';
import { parseSchedule, type Schedule } from '../../schedule-expression.ts';
import { TARGET } from '../delivery/target.ts';
import { checkTarget } from '../delivery/target-call.ts';
import { flawsOf } from '../flaws.ts';

const rule = z.object({
  Name: z.string(),
  EventPattern: z.optional(z.unknown()),
  ScheduleExpression: z.optional(z.string()),
  State: z._default(z.string(), 'ENABLED'),
  Targets: z._default(
    z.array(z.strictObject({ ...TARGET, Id: z.string(), RoleArn: z.optional(z.string()) })),
    [],
  ),
});

type Definition = z.output<typeof rule>;
export type RuleTarget = Definition['Targets'][number];

/** A rule that was checked and can run. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly targets: readonly RuleTarget[];
  readonly matches?: EventMatcher;
  readonly schedule?: Schedule;
}

/** Reads a rule as templates write it; throws an Error that says what is wrong. */
export function parseRule(
  { stackName, logicalId, properties }: Resource,
  place: { readonly region: string; readonly accountId: string; readonly nowMs: number },
): Rule {
  const result = rule.safeParse({ Name: `${stackName}-${logicalId}`, ...properties });
  if (!result.success) throw new Error(flawsOf(result.error));
  const { Name, EventPattern, ScheduleExpression, State, Targets } = result.data;
  if (EventPattern === undefined && ScheduleExpression === undefined) {
    throw new Error('a rule needs EventPattern or ScheduleExpression');
  }
  for (const { Arn } of Targets) checkTarget(Arn);
  return {
    name: Name,
    arn: `arn:aws:events:${place.region}:${place.accountId}:rule/${Name}`,
    isEnabled: State !== 'DISABLED',
    targets: Targets,
    ...(EventPattern === undefined ? {} : { matches: compileEventPattern(EventPattern) }),
    ...(ScheduleExpression === undefined
      ? {}
      : { schedule: parseSchedule(ScheduleExpression, { anchorMs: place.nowMs }) }),
  };
}

import { z } from 'zod/mini';
import { compileEventPattern, type EventMatcher } from '../../event-pattern.ts';
import { parseSchedule, type Schedule } from '../../schedule-expression.ts';
import { checkTarget } from '../delivery/target-call.ts';
import { flawsOf } from '../flaws.ts';
import { readJsonPath } from './json-path.ts';

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: z.optional(z.string()),
  Input: z.optional(z.string()),
  InputPath: z.optional(z.string()),
  InputTransformer: z.optional(
    z.strictObject({
      InputPathsMap: z.optional(z.record(z.string(), z.string())),
      InputTemplate: z.string(),
    }),
  ),
  RetryPolicy: z.optional(
    z.strictObject({
      MaximumRetryAttempts: z.optional(z.number()),
      MaximumEventAgeInSeconds: z.optional(z.number()),
    }),
  ),
  DeadLetterConfig: z.optional(z.strictObject({ Arn: z.optional(z.string()) })),
});

const rule = z.object({
  Name: z.string(),
  EventBusName: z._default(z.string(), 'default'),
  Description: z.optional(z.string()),
  /** An object in templates, JSON text in API calls. */
  EventPattern: z.optional(z.unknown()),
  ScheduleExpression: z.optional(z.string()),
  State: z._default(z.string(), 'ENABLED'),
  Targets: z._default(z.array(target), []),
});

export type RuleTarget = z.output<typeof target>;
export type RuleDefinition = z.output<typeof rule>;

/** A rule that was checked and can run. */
export interface Rule {
  readonly definition: RuleDefinition;
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly matches?: EventMatcher;
  readonly schedule?: Schedule;
}

/** Reads a rule as templates and `PutRule` with `PutTargets` write it; throws an Error that says what is wrong. */
export function parseRule(
  input: unknown,
  place: { readonly region: string; readonly accountId: string; readonly nowMs: number },
): Rule {
  const result = rule.safeParse(input);
  if (!result.success) throw new Error(flawsOf(result.error));
  const definition = { ...result.data, EventBusName: busName(result.data.EventBusName) };
  const { Name, EventBusName, EventPattern, ScheduleExpression, State, Targets } = definition;
  if (EventPattern === undefined && ScheduleExpression === undefined) {
    throw new Error('a rule needs EventPattern or ScheduleExpression');
  }
  for (const each of Targets) checkRuleTarget(each);
  const path = EventBusName === 'default' ? Name : `${EventBusName}/${Name}`;
  return {
    definition,
    arn: `arn:aws:events:${place.region}:${place.accountId}:rule/${path}`,
    isEnabled: State !== 'DISABLED',
    ...(EventPattern === undefined
      ? {}
      : { matches: compileEventPattern(patternOf(EventPattern)) }),
    ...(ScheduleExpression === undefined
      ? {}
      : { schedule: parseSchedule(ScheduleExpression, { anchorMs: place.nowMs }) }),
  };
}

/** The name in an event bus's ARN, or the name as it is. */
export function busName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:event-bus\//, '');
}

export function parseTargets(input: unknown): readonly RuleTarget[] {
  const result = z.array(target).safeParse(input);
  if (!result.success) throw new Error(flawsOf(result.error));
  for (const each of result.data) checkRuleTarget(each);
  return result.data;
}

function checkRuleTarget({ Arn, InputPath, InputTransformer }: RuleTarget): void {
  checkTarget(Arn);
  const paths = [InputPath ?? '$', ...Object.values(InputTransformer?.InputPathsMap ?? {})];
  for (const path of paths) readJsonPath(path, undefined);
}

function patternOf(pattern: unknown): unknown {
  return typeof pattern === 'string' ? JSON.parse(pattern) : pattern;
}

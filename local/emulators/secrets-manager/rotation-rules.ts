import { z } from 'zod/mini';
import { parseSchedule } from '../../schedule-expression.ts';
import { flawsOf } from '../flaws.ts';
import type { Rotation } from './secret.ts';

const DAY_MS = 86_400_000;

const DEFINITION = z.object({
  SecretId: z.string(),
  RotationLambdaARN: z.string(),
  RotationRules: z._default(
    z.strictObject({
      AutomaticallyAfterDays: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(1000))),
      Duration: z.optional(z.string().check(z.regex(/^\d+h$/))),
      ScheduleExpression: z.optional(z.string()),
    }),
    {},
  ),
  RotateImmediatelyOnUpdate: z._default(z.boolean(), true),
});

/** The properties that count. */
export const ROTATION_PROPERTIES = Object.keys(DEFINITION.shape);

export interface RotationDefinition {
  readonly secretId: string;
  readonly lambdaArn: string;
  readonly rules: Rotation['rules'];
  readonly isImmediate: boolean;
}

/** Reads an `AWS::SecretsManager::RotationSchedule`, or what `RotateSecret` says of rotations to come. */
export function parseRotation(properties: unknown): RotationDefinition {
  const read = z.safeParse(DEFINITION, properties);
  if (!read.success) throw new Error(flawsOf(read.error));
  const { SecretId, RotationLambdaARN, RotationRules, RotateImmediatelyOnUpdate } = read.data;
  nextRotation(RotationRules, 0);
  return {
    secretId: SecretId,
    lambdaArn: RotationLambdaARN,
    rules: RotationRules,
    isImmediate: RotateImmediatelyOnUpdate,
  };
}

/**
 * When the window of the next rotation opens; undefined without rules. AWS rotates at any time within the window, here
 * it is at its beginning.
 */
export function nextRotation(rules: Rotation['rules'], afterMs: number): number | undefined {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rules;
  if (days !== undefined && expression !== undefined) {
    throw new Error('RotationRules take AutomaticallyAfterDays or ScheduleExpression, not both');
  }
  if (days !== undefined) return afterMs + days * DAY_MS;
  if (expression === undefined) return undefined;
  if (/minute/.test(expression))
    throw new Error(`${expression}: rotations are hours or days apart`);
  return parseSchedule(expression, { anchorMs: afterMs }).next(afterMs);
}

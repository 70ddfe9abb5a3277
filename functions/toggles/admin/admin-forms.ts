import * as z from 'zod/mini';
import { numberText } from '../../shared/query.ts';

/** For the history, which keeps 200 characters of a kill's. */
const why = z.optional(z.string().check(z.minLength(1), z.maxLength(500)));
const name = z.string().check(z.minLength(1), z.maxLength(100));
const percent = z.number().check(z.gte(0), z.lte(100));

const MAX_REVISION = Number.MAX_SAFE_INTEGER;

export const actForm = z.strictObject({ why });
export const killForm = z.strictObject({ why, variant: z.optional(name) });
export const setForm = z.strictObject({ why, variant: name });
export const rolloutForm = z.strictObject({ why, percent, variant: z.optional(name) });

/** `key` narrows the change that is taken back; `to` brings a version of the document back. */
export const undoForm = z.strictObject({
  why,
  key: z.optional(name),
  to: z.optional(z.int().check(z.gte(1), z.lte(MAX_REVISION))),
});

export const evaluateForm = z.strictObject({
  context: z._default(
    z.catchall(z.object({ targetingKey: z.exactOptional(z.string()) }), z.unknown()),
    {},
  ),
});

export const noQuery = z.strictObject({});

/** For requests whose body is the toggle or the document itself. */
export const whyQuery = z.strictObject({ why });

export const importQuery = z.strictObject({
  why,
  replace: z.pipe(
    z._default(z.enum(['true', 'false']), 'false'),
    z.transform((text) => text === 'true'),
  ),
});

const DEFAULT_LIMIT = 20;

export const historyQuery = z.strictObject({
  key: z.optional(name),
  limit: z._default(numberText(1, 100), DEFAULT_LIMIT),
  before: z.optional(numberText(1, MAX_REVISION)),
});

export const revisionText = numberText(1, MAX_REVISION);

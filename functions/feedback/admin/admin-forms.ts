import * as z from 'zod/mini';
import { numberText } from '../../shared/query.ts';
import { EXPORT_FORMATS } from '../export/export-rows.ts';
import { plainText } from '../plain-text.ts';
import { releaseName } from '../release-name.ts';
import { STATUSES } from '../status.ts';

export const MAX_REPLY = 2_000;
const MAX_WORDS = 100;
const MAX_LINK = 600;
const DEFAULT_LIMIT = 20;

/** Far more than an id has: what is none is found nowhere. */
const id = z.string().check(z.minLength(1), z.maxLength(100));
const status = z.enum(STATUSES);
const name = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/));
const cursor = z.string().check(z.minLength(1), z.maxLength(500));
const limit = z._default(numberText(1, 100), DEFAULT_LIMIT);

const filter = {
  status: z.exactOptional(status),
  release: z.exactOptional(releaseName),
  toggle: z.exactOptional(name),
  variant: z.exactOptional(name),
  topic: z.exactOptional(id),
  words: z.exactOptional(plainText(MAX_WORDS)),
};

export const noQuery = z.strictObject({});
export const listQuery = z.strictObject({ ...filter, limit, cursor: z.exactOptional(cursor) });

export const exportQuery = z.strictObject({
  ...filter,
  format: z._default(z.enum(EXPORT_FORMATS), 'ndjson'),
  cursor: z.exactOptional(cursor),
});

export const statusForm = z.strictObject({ status });
export const mergeForm = z.strictObject({ into: id });
export const replyForm = z.strictObject({ text: plainText(MAX_REPLY) });
export const linkForm = z.strictObject({
  to: z.string().check(z.minLength(1), z.maxLength(MAX_LINK)),
  toggle: z.exactOptional(name),
});

export const eraseForm = z.strictObject({
  email: z.string().check(z.maxLength(254), z.email()),
  cursor: z.exactOptional(cursor),
});

export const MAX_HOURS = 31 * 24;
const DEFAULT_HOURS = 24;

export const statisticsQuery = z.strictObject({
  release: z.exactOptional(releaseName),
  toggle: z.exactOptional(name),
  /** How far back: whole hours, the one that is under way included. */
  hours: z._default(numberText(1, MAX_HOURS), DEFAULT_HOURS),
});

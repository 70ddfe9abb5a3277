import type * as z from 'zod/mini';
import { PLAIN_TEXT_DETAILS } from '../../functions/feedback/plain-text-details.ts';
import { parseWith } from '../../functions/shared/parse-with.ts';
import { Problem } from '../../functions/shared/problem.ts';
import { CliError } from '../cli-error.ts';

/** What was written on the command line, by the rules of the admin API's forms. What breaks one is wrong use. */
export function checked<Form>(schema: z.ZodMiniType<Form>, written: object): Form {
  const known = Object.entries(written).filter(([, value]) => value !== undefined);
  return orWrongUse(() =>
    parseWith(schema, Object.fromEntries(known), 'malformed_request', PLAIN_TEXT_DETAILS),
  );
}

/** Runs what refuses input from outside by a `Problem`: here it came from the command line. */
export function orWrongUse<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    const faults = cause.errors.map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`);
    const message = faults.length > 0 ? `${faults.join('; ')}. See --help.` : `${cause.message}.`;
    throw new CliError(message, { cause, exitCode: 2 });
  }
}

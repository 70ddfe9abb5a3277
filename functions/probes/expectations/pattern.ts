import { RE2JS } from 're2js';
import { remembered } from '../../shared/remembered.ts';

/** An expression that takes time in proportion to the text, whatever both are. */
export interface Pattern {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /** Its first match: what its first group holds, or all of it where it has none. */
  find(text: string): string | undefined;
}

const MAX_LENGTH = 500;

/** `a{1000}` is short to write and long to run: with 300 steps 256 kB take a second at worst, usually a millisecond. */
const MAX_STEPS = 300;

/** Reads an expression of RE2's syntax. Throws what `checkPattern` says of it. */
export const compilePattern = remembered((text: string): Pattern => {
  const expression = compile(text);
  return {
    test: (subject) => expression.test(subject),
    find(subject) {
      if (!expression.test(subject)) return undefined; // the fast engine, which knows no groups
      const matcher = expression.matcher(subject);
      if (!matcher.find()) return undefined;
      return matcher.group(expression.groupCount() === 0 ? 0 : 1) ?? undefined;
    },
  };
});

/** What keeps a text from being an expression; undefined where nothing does. */
export function checkPattern(text: string): string | undefined {
  try {
    compilePattern(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function compile(text: string): RE2JS {
  if (text === '') throw new Error('an empty expression matches everything: write what is meant');
  if (text.length > MAX_LENGTH) {
    throw new Error(`an expression has ${MAX_LENGTH} characters at most, not ${text.length}`);
  }
  const expression = parse(text);
  const steps = expression.programSize();
  if (steps > MAX_STEPS) {
    throw new Error(
      `the expression is too large (${steps} steps, at most ${MAX_STEPS}): repeat less, e.g. 'a+' for 'a{1,900}'`,
    );
  }
  return expression;
}

function parse(text: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${reason.replace('error parsing regexp: ', '')} (RE2's syntax: no look-around, no back references)`,
      { cause: error },
    );
  }
}

import { InvalidArgumentError } from 'commander';

/** For an option that may stand several times: each value as `parse` reads it. What it throws is wrong use. */
export function collected<Value>(
  parse: (text: string) => Value,
): (text: string, before: readonly Value[] | undefined) => readonly Value[] {
  return (text, before = []) => {
    try {
      return [...before, parse(text)];
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? `${error.message}.` : String(error));
    }
  };
}

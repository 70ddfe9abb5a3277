import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';

/** Refuses by name what an operation would silently skip. */
export function refuseOthers(operation: string, input: Input, known: readonly string[]): void {
  const others = Object.keys(input).filter((name) => !known.includes(name));
  if (others.length === 0) return;
  throw new AwsError(
    'NotImplemented',
    `The local cloud does not emulate ${others.join(', ')} of ${operation}; it knows ${known.join(', ')}.`,
    { statusCode: 501 },
  );
}

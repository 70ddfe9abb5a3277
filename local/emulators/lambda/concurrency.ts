import { AwsError } from '../../aws-error.ts';

/** Invocations at once in one local cloud. AWS's limit is 1,000 (10 in a new account); each here is a process of 70 MB. */
const ACCOUNT_LIMIT = 100;

/** One invocation's right to run. */
export interface Place {
  /** Invocations of the function that run now, this one included. */
  readonly running: number;
  leave(): void;
}

/** Counts invocations under way, and throttles as AWS does. */
export class Concurrency {
  readonly #reserved = new Map<string, number>();
  readonly #running = new Map<string, number>();
  #total = 0;

  reserve(functionName: string, limit: number | undefined): void {
    if (limit === undefined) this.#reserved.delete(functionName);
    else this.#reserved.set(functionName, limit);
  }

  /** Refuses with `TooManyRequestsException`, or counts one more; call `leave` at its end. */
  enter(functionName: string): Place {
    const running = this.#running.get(functionName) ?? 0;
    if (running >= (this.#reserved.get(functionName) ?? Number.POSITIVE_INFINITY)) {
      throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
    }
    if (this.#total >= ACCOUNT_LIMIT) throw throttled('ConcurrentInvocationLimitExceeded');
    this.#count(functionName, 1);
    return { running: running + 1, leave: () => this.#count(functionName, -1) };
  }

  #count(functionName: string, difference: number): void {
    this.#running.set(functionName, (this.#running.get(functionName) ?? 0) + difference);
    this.#total += difference;
  }
}

function throttled(reason: string): AwsError {
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    statusCode: 429,
    members: { Reason: reason, Type: 'User' },
  });
}

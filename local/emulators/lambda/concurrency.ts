import { AwsError } from '../../aws-error.ts';

/** Invocations at once in one local cloud. AWS's limit is 1,000 (10 in a new account); each here is a process of 70 MB. */
const ACCOUNT_LIMIT = 100;

/** Counts invocations under way, and throttles as AWS does. */
export class Concurrency {
  readonly #reserved = new Map<string, number>();
  readonly #running = new Map<string, number>();
  #total = 0;

  reserve(functionName: string, limit: number | undefined): void {
    if (limit === undefined) this.#reserved.delete(functionName);
    else this.#reserved.set(functionName, limit);
  }

  reserved(functionName: string): number | undefined {
    return this.#reserved.get(functionName);
  }

  /** Refuses with `TooManyRequestsException`, or counts one more; call what it returns at the end. */
  enter(functionName: string): () => void {
    const running = this.#running.get(functionName) ?? 0;
    if (running >= (this.#reserved.get(functionName) ?? Number.POSITIVE_INFINITY)) {
      throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
    }
    if (this.#total >= ACCOUNT_LIMIT) throw throttled('ConcurrentInvocationLimitExceeded');
    this.#count(functionName, 1);
    return () => this.#count(functionName, -1);
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

/** How an environment's process ended. */
export interface EnvironmentEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why the local cloud ended it, if it did. */
  readonly killedFor?: 'timeout' | 'memory';
  /** What V8 and Node wrote to standard error themselves. */
  readonly nativeOutput: string;
}

/** An invocation's failure, in AWS's words. */
export interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
}

const SIGNAL_NAMES: Readonly<Record<string, string>> = {
  SIGKILL: 'killed',
  SIGABRT: 'aborted (core dumped)',
  SIGTERM: 'terminated',
  SIGSEGV: 'segmentation fault (core dumped)',
  SIGINT: 'interrupt',
};

/** What the caller of the invocation that was under way is told. */
export function failureOf(end: EnvironmentEnd, requestId: string, timeoutSeconds: number): Failure {
  if (end.killedFor === 'timeout') {
    return {
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    };
  }
  const reason = reasonOf(end);
  return {
    errorType: isOutOfMemory(end) ? 'Runtime.OutOfMemory' : 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited ${reason}`,
  };
}

function reasonOf({ code, signal }: EnvironmentEnd): string {
  if (signal !== null) {
    return `with error: signal: ${SIGNAL_NAMES[signal] ?? signal.slice('SIG'.length).toLowerCase()}`;
  }
  return code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
}

function isOutOfMemory({ killedFor, nativeOutput }: EnvironmentEnd): boolean {
  return killedFor === 'memory' || nativeOutput.includes('JavaScript heap out of memory');
}

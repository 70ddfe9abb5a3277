import * as nodeModule from 'node:module';
import { installDrivenDate, setDrivenTime } from './driven-date.ts';
import { createContext } from './invocation-context.ts';
import { type FunctionHandler, loadHandler } from './load-handler.ts';
import { acknowledge, bytesWritten, installLogOutput, setLogRequestId } from './log-output.ts';
import { RuntimeClient } from './runtime-client.ts';
import { RuntimeFault, toRuntimeError } from './runtime-error.ts';

/** Exit codes of AWS's Node.js runtime. */
const EXIT = { unhandledRejection: 128, uncaughtException: 129, initError: 1 } as const;

/** How the parent starts this process: its own arguments, which the function does not see. */
const [drivenTime = '+0', compileCacheDir = ''] = process.argv.splice(2);

const client = new RuntimeClient(process.env['AWS_LAMBDA_RUNTIME_API'] ?? '');

/** The invocation under way, and its request id. Work that a handler left behind may throw while none is. */
let current: { readonly requestId: string; settled: boolean } | undefined;

setDrivenTime(drivenTime);
installDrivenDate();
installLogOutput();
process.on('uncaughtException', (error) => {
  void die('Uncaught Exception', error, EXIT.uncaughtException);
});
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeFault('Runtime.UnhandledPromiseRejection', String(reason), {
    cause: reason,
  });
  if (reason instanceof Error && reason.stack !== undefined) error.stack = reason.stack;
  void die('Unhandled Promise Rejection', error, EXIT.unhandledRejection);
});
process.on('beforeExit', failUnsettled);
void main();

async function main(): Promise<void> {
  const cache = compileCache();
  cache?.enableCompileCache(compileCacheDir);
  let handler: FunctionHandler;
  try {
    handler = loadHandler(process.env['LAMBDA_TASK_ROOT'] ?? '', process.env['_HANDLER'] ?? '');
  } catch (error) {
    return failInit(error);
  }
  cache?.flushCompileCache();
  for (;;) await runNext(handler);
}

/** Node 22.10 and later can keep compiled code on disk; with it a cold start is a fifth faster. */
function compileCache() {
  const { enableCompileCache, flushCompileCache } = nodeModule as unknown as Partial<
    Record<'enableCompileCache' | 'flushCompileCache', (directory?: string) => void>
  >;
  return enableCompileCache && flushCompileCache
    ? { enableCompileCache, flushCompileCache }
    : undefined;
}

async function failInit(thrown: unknown): Promise<void> {
  const error = toRuntimeError(thrown);
  logError('Uncaught Exception', error);
  await client.failInit(error, measures(error.errorType));
  process.exit(EXIT.initError);
}

async function runNext(handler: FunctionHandler): Promise<void> {
  const { headers, body } = await client.next();
  acknowledge();
  const requestId = String(headers['lambda-runtime-aws-request-id']);
  setDrivenTime(String(headers['afterprod-driven-time'] ?? '+0'));
  setLogRequestId(requestId);
  process.env['_X_AMZN_TRACE_ID'] = String(headers['lambda-runtime-trace-id'] ?? '');
  const invocation = { requestId, settled: false };
  current = invocation;
  const report = await new Promise<() => Promise<void>>((resolve) => {
    unsettled = resolve;
    run(handler, body, createContext(headers), requestId).then(resolve);
  });
  invocation.settled = true;
  await report();
}

/** Set while a handler runs: ends its invocation from outside. */
let unsettled: ((report: () => Promise<void>) => void) | undefined;

/** Never rejects; gives how to report the end. */
async function run(
  handler: FunctionHandler,
  body: string,
  context: object,
  requestId: string,
): Promise<() => Promise<void>> {
  try {
    const response = stringify(await handler(JSON.parse(body), context));
    return () => client.respond(requestId, response, measures());
  } catch (error) {
    return failure(error);
  }
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (cause) {
    throw new Error('Unable to stringify response body', { cause });
  }
}

function failure(thrown: unknown): () => Promise<void> {
  const requestId = current?.requestId ?? '';
  const error = toRuntimeError(thrown);
  logError('Invoke Error', error);
  return () => client.fail(requestId, error, measures(error.errorType));
}

/** Nothing is left that could settle the handler's promise: AWS fails the invocation and keeps the environment. */
function failUnsettled(): void {
  if (current === undefined || current.settled) return;
  const error = new RuntimeFault(
    'Runtime.NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise ' +
      'that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
  unsettled?.(failure(error));
}

/** A throw that no handler caught ends the process, and the invocation under way with it. */
async function die(title: string, thrown: unknown, exitCode: number): Promise<void> {
  const error = toRuntimeError(thrown);
  logError(title, error);
  const invocation = current;
  if (invocation && !invocation.settled) {
    invocation.settled = true;
    await client.fail(invocation.requestId, error, measures(error.errorType));
  }
  process.exit(exitCode);
}

function logError(
  title: string,
  { errorType, errorMessage, trace }: ReturnType<typeof toRuntimeError>,
): void {
  console.error(`${title} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
}

/** What the parent wants to know at the end of an invocation. */
function measures(errorType?: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'afterprod-log-bytes': String(bytesWritten()),
    'afterprod-memory-bytes': String(process.memoryUsage.rss()),
    ...(errorType && { 'lambda-runtime-function-error-type': errorType }),
  };
}

import type { IncomingHttpHeaders } from 'node:http';

/** The `context` argument of a handler, from the headers of the Runtime API and the variables that AWS sets. */
export function createContext(headers: IncomingHttpHeaders): object {
  const timeoutMs = Number(headers['lambda-runtime-deadline-ms']) - Date.now();
  const startedAtMs = performance.now();
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: process.env['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    clientContext: undefined,
    identity: undefined,
    /** Timeouts are real time, also where driven time stands. */
    getRemainingTimeInMillis: () => Math.round(timeoutMs - (performance.now() - startedAtMs)),
  };
}

import type { Credentials } from '../../emulator.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

export interface ProcessSurroundings {
  readonly region: string;
  /** Root of the local AWS endpoint. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly logStream: string;
  /** `host:port` of this environment's Runtime API. */
  readonly runtimeApi: string;
  readonly nodePath: string;
}

/** Functions may probe addresses on the laptop itself: the one thing that they are allowed here and not on AWS. */
const LOOPBACK = '127.0.0.0/8';

/** The variables of a function's process: its own, those that AWS sets, and the local endpoint. */
export function processVariables(
  fn: FunctionConfiguration,
  surroundings: ProcessSurroundings,
): Record<string, string> {
  const { region, credentials } = surroundings;
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    NODE_PATH: surroundings.nodePath,
    ...ownVariables(fn),
    AWS_ENDPOINT_URL: surroundings.endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: fn.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memorySizeMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: surroundings.logStream,
    AWS_LAMBDA_RUNTIME_API: surroundings.runtimeApi,
    LAMBDA_TASK_ROOT: fn.codeDir,
    _HANDLER: fn.handler,
  };
}

function ownVariables({ variables }: FunctionConfiguration): Record<string, string> {
  const { ALLOW_PRIVATE: allowed } = variables;
  if (allowed === undefined) return { ...variables };
  return { ...variables, ALLOW_PRIVATE: allowed === '' ? LOOPBACK : `${allowed},${LOOPBACK}` };
}

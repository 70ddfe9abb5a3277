import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { AwsError } from '../../aws-error.ts';
import type { Cloud } from '../../emulator.ts';
import { announceLine } from './announce-line.ts';
import { drivenTimeFor } from './driven-time.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { FunctionProcess } from './function-process.ts';
import { processVariables } from './process-variables.ts';
import { RuntimeApi } from './runtime-api.ts';
import type { RuntimeFiles } from './runtime-files.ts';
import type { Watchdog } from './watchdog.ts';

export interface LaunchTools {
  readonly cloud: Cloud;
  readonly files: RuntimeFiles;
  readonly watchdog: Watchdog;
}

/** Starts an environment for one version of a function; its process comes up while the caller goes on. */
export async function launchEnvironment(
  fn: FunctionConfiguration,
  { cloud, files, watchdog }: LaunchTools,
): Promise<ExecutionEnvironment> {
  if (!existsSync(fn.codeDir)) throw codeGone(fn);
  const logStream = logStreamName(fn, cloud.clock.now());
  const environment = new ExecutionEnvironment(logStream, fn.timeoutSeconds);
  const api = await RuntimeApi.listen(environment);
  const process = new FunctionProcess({
    files,
    watchdog,
    codeDir: fn.codeDir,
    memorySizeMb: fn.memorySizeMb,
    drivenTime: drivenTimeFor(cloud.clock),
    onTaken: () => environment.onTaken(),
    onLine: (line) => announceLine(cloud, fn, environment, line),
    variables: processVariables(fn, {
      region: cloud.region,
      endpoint: cloud.endpoint,
      credentials: cloud.credentialsFor(fn.roleArn, fn.functionName),
      logStream,
      runtimeApi: api.address,
      nodePath: files.nodePath,
    }),
  });
  environment.attach(api, process);
  return environment;
}

/** Versions of earlier runs need the assets of earlier syntheses. */
function codeGone({ functionName, version, codeDir }: FunctionConfiguration): AwsError {
  return new AwsError(
    'ResourceConflictException',
    `The code of ${functionName} version ${version} is no longer at ${codeDir}; synthesize that commit again`,
    { statusCode: 409, members: { Type: 'User' } },
  );
}

/** As AWS names them: `2026/11/23/[$LATEST]` and 32 hexadecimal digits. */
function logStreamName({ version }: FunctionConfiguration, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomBytes(16).toString('hex')}`;
}

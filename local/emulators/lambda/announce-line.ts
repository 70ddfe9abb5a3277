import type { Cloud } from '../../emulator.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/** Where a line comes from: an environment and the request that it works on. */
export interface LogSource {
  readonly logStream: string;
  readonly requestId: string | undefined;
}

/** Tells all who listen of a log line; CloudWatch Logs keeps it, CloudWatch reads its metrics. */
export function announceLine(
  cloud: Pick<Cloud, 'announce' | 'clock'>,
  { functionName, logGroup }: FunctionConfiguration,
  { logStream, requestId }: LogSource,
  line: string,
): void {
  cloud.announce({
    kind: 'log',
    atMs: cloud.clock.now(),
    functionName,
    logGroup,
    logStream,
    ...(requestId !== undefined && { requestId }),
    line,
  });
}

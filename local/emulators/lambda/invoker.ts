import { randomBytes } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Cloud } from '../../emulator.ts';
import { announceLine } from './announce-line.ts';
import type { Concurrency, Place } from './concurrency.ts';
import { drivenTimeFor } from './driven-time.ts';
import type { ExecutionEnvironment, Outcome } from './execution-environment.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import { type FunctionReference, formatFunctionArn } from './function-reference.ts';
import type { FunctionRegistry } from './function-registry.ts';
import { reportLine } from './report-line.ts';
import type { Delivery } from './runtime-api.ts';

export interface InvocationRequest extends FunctionReference {
  readonly requestId: string;
  readonly payload: Uint8Array;
}

export interface InvocationResult {
  readonly outcome: Outcome;
  readonly executedVersion: string;
}

export interface InvokerParts {
  readonly cloud: Cloud;
  readonly registry: FunctionRegistry;
  readonly concurrency: Concurrency;
}

/** Runs invocations, whoever asks for them: finds an environment, writes the log's frame, announces the end. */
export class Invoker {
  readonly #parts: InvokerParts;

  constructor(parts: InvokerParts) {
    this.#parts = parts;
  }

  /** Rejects with `AwsError` where nothing ran: unknown function, throttled. */
  invoke(request: InvocationRequest): Promise<InvocationResult> {
    return this.#parts.cloud.clock.busy(this.#invoke(request));
  }

  async #invoke(request: InvocationRequest): Promise<InvocationResult> {
    const { configuration, pool } = this.#parts.registry.choose(request);
    const place = this.#enter(request);
    try {
      for (;;) {
        const environment = await pool.acquire();
        const outcome = await this.#run(environment, request, configuration);
        if (!outcome) continue; // it had died while it was idle
        pool.release(environment);
        this.#announce(request, configuration.version, outcome, place.running);
        return { outcome, executedVersion: configuration.version };
      }
    } finally {
      place.leave();
    }
  }

  #enter(request: InvocationRequest): Place {
    try {
      return this.#parts.concurrency.enter(request.functionName);
    } catch (error) {
      if (error instanceof AwsError) this.#announceThrottled(request, error);
      throw error;
    }
  }

  async #run(
    environment: ExecutionEnvironment,
    request: InvocationRequest,
    fn: FunctionConfiguration,
  ): Promise<Outcome | undefined> {
    const { requestId } = request;
    const { logStream } = environment;
    const log = (line: string) =>
      announceLine(this.#parts.cloud, fn, { logStream, requestId }, line);
    let isStarted = false;
    const start = () => {
      log(`START RequestId: ${requestId} Version: ${fn.version}`);
      isStarted = true;
    };
    const outcome = await environment.invoke(requestId, () => {
      start();
      return this.#delivery(request, fn);
    });
    if (!outcome) return undefined;
    if (!isStarted) start();
    this.#logCrash(outcome, requestId, log);
    log(`END RequestId: ${requestId}`);
    log(reportLine(requestId, fn, outcome));
    return outcome;
  }

  #delivery(request: InvocationRequest, fn: FunctionConfiguration): Delivery {
    const { cloud } = this.#parts;
    const nowMs = cloud.clock.now();
    const { requestId, payload } = request;
    const traceTime = Math.floor(nowMs / 1000).toString(16);
    return {
      requestId,
      payload,
      functionArn: formatFunctionArn(cloud, request),
      deadlineMs: nowMs + fn.timeoutSeconds * 1000,
      drivenTime: drivenTimeFor(cloud.clock),
      traceId: `Root=1-${traceTime}-${randomBytes(12).toString('hex')};Sampled=0`,
    };
  }

  #logCrash({ failure }: Outcome, requestId: string, log: (line: string) => void): void {
    if (!failure?.errorMessage.startsWith(`RequestId: ${requestId} Error: `)) return;
    const [, message = ''] = failure.errorMessage.split(' Error: ');
    if (failure.errorType === 'Sandbox.Timedout') {
      log(`${new Date(this.#parts.cloud.clock.now()).toISOString()} ${requestId} ${message}\n`);
    } else log(`${failure.errorMessage}\n${failure.errorType}`);
  }

  #announce(
    request: InvocationRequest,
    version: string,
    outcome: Outcome,
    concurrency: number,
  ): void {
    const { requestId, functionName, qualifier } = request;
    const { durationMs, initMs, failure } = outcome;
    this.#parts.cloud.announce({
      kind: 'invocation',
      atMs: this.#parts.cloud.clock.now(),
      functionName,
      requestId,
      durationMs,
      cold: initMs !== undefined,
      version,
      concurrency,
      ...(qualifier !== undefined && { qualifier }),
      ...(failure && { error: `${failure.errorType}: ${failure.errorMessage}` }),
    });
  }

  #announceThrottled(request: InvocationRequest, error: AwsError): void {
    const { requestId, functionName, qualifier } = request;
    this.#parts.cloud.announce({
      kind: 'invocation',
      atMs: this.#parts.cloud.clock.now(),
      functionName,
      requestId,
      durationMs: 0,
      cold: false,
      throttled: true,
      ...(qualifier !== undefined && { qualifier }),
      error: `${error.code}: ${error.message}`,
    });
  }
}

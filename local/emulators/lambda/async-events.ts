import { AwsError } from '../../aws-error.ts';
import type { Cloud, Principal } from '../../emulator.ts';
import { type AttemptEnd, afterAttempt } from './async-attempt.ts';
import { deadLetter } from './dead-letter.ts';
import { sendToDestination } from './destination.ts';
import type { Failure } from './environment-end.ts';
import { DEFAULT_EVENT_INVOKE_CONFIG, type EventInvokeConfig } from './event-invoke-config.ts';
import { LATEST } from './function-configuration.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { InvocationRequest, InvocationResult, Invoker } from './invoker.ts';
import { Lanes } from './lanes.ts';
import type { PendingEvent } from './pending-event.ts';
import type { SavedState } from './saved-state.ts';

/** Attempts of one function at once: a burst should not start a hundred processes on a laptop. */
const ATTEMPTS_AT_ONCE = 10;

export interface AsyncEventsParts {
  readonly cloud: Cloud;
  readonly registry: FunctionRegistry;
  readonly invoker: Invoker;
  readonly saved: SavedState;
}

/** The queue behind `InvocationType: Event`: retries in driven time, then the dead-letter queue. */
export class AsyncEvents {
  readonly #parts: AsyncEventsParts;
  readonly #configs = new Map<string, EventInvokeConfig>();
  readonly #lanes = new Lanes(ATTEMPTS_AT_ONCE);
  #isStopped = false;

  constructor(parts: AsyncEventsParts) {
    this.#parts = parts;
  }

  configure(functionName: string, qualifier: string, config: EventInvokeConfig): void {
    this.#configs.set(`${functionName}:${qualifier}`, config);
  }

  /** Takes an event in: from here on it is kept until it is done or given up. */
  accept(request: InvocationRequest): void {
    const { requestId, functionName, qualifier } = request;
    const nowMs = this.#parts.cloud.clock.now();
    this.#keep({
      requestId,
      functionName,
      ...(qualifier !== undefined && { qualifier }),
      payload: Buffer.from(request.payload).toString('base64'),
      acceptedAtMs: nowMs,
      dueAtMs: nowMs,
      failedAttempts: 0,
      refusals: 0,
    });
  }

  /** Goes on with the events that an earlier run left; call it when the function is there again. */
  resume(functionName: string): void {
    for (const event of Object.values(this.#parts.saved.state.events)) {
      if (event.functionName === functionName) this.#schedule(event);
    }
  }

  /** What is not done stays in the state file. */
  stop(): void {
    this.#isStopped = true;
  }

  #keep(event: PendingEvent): void {
    const { state, save } = this.#parts.saved;
    state.events[event.requestId] = event;
    save();
    this.#schedule(event);
  }

  #forget({ requestId }: PendingEvent): void {
    const { state, save } = this.#parts.saved;
    delete state.events[requestId];
    save();
  }

  #schedule(event: PendingEvent): void {
    const { clock } = this.#parts.cloud;
    clock.at(event.dueAtMs, () => {
      const work = this.#lanes.run(event.functionName, () => this.#attempt(event));
      void clock.busy(work).catch((error: unknown) => {
        this.#parts.cloud.notice(
          `The event ${event.requestId} for ${event.functionName}: ${String(error)}`,
        );
      });
    });
  }

  async #attempt(event: PendingEvent): Promise<void> {
    if (this.#isStopped) return;
    const result = await this.#invoke(event);
    if (this.#isStopped) return; // ended with the local cloud: the next start tries again
    const end = endOf(result);
    const config = this.#configOf(event);
    const nowMs = this.#parts.cloud.clock.now();
    const verdict = afterAttempt(event, end, config, nowMs);
    if (verdict.kind === 'retry') return this.#keep(verdict.event);
    if (verdict.kind === 'give-up') {
      const failure = result instanceof AwsError ? undefined : result.outcome.failure;
      await this.#giveUp(event, verdict.condition, failure);
    }
    this.#forget(event);
  }

  async #invoke(event: PendingEvent): Promise<InvocationResult | AwsError> {
    const { payload, ...request } = event;
    try {
      const bytes = Buffer.from(payload, 'base64');
      return await this.#parts.invoker.invoke({ ...request, payload: bytes });
    } catch (error) {
      if (error instanceof AwsError) return error;
      throw error;
    }
  }

  /** As on AWS, an event whose dead-letter queue refuses it is lost; here at least people are told. */
  async #giveUp(
    event: PendingEvent,
    condition: string,
    failure: Failure | undefined,
  ): Promise<void> {
    const { cloud, registry } = this.#parts;
    const { functionName } = event;
    const { deadLetterArn, roleArn } = registry.configuration({ functionName });
    const place = `The event ${event.requestId} for ${functionName}`;
    if (deadLetterArn === undefined) {
      return cloud.notice(`${place} failed for good (${condition}), and it has no DLQ`);
    }
    const as: Principal = { kind: 'role', roleArn, sessionName: functionName };
    try {
      await sendToDestination(cloud, deadLetterArn, deadLetter(event, failure), as);
    } catch (error) {
      cloud.notice(`${place} could not be sent to ${deadLetterArn}: ${String(error)}`);
    }
  }

  #configOf({ functionName, qualifier = LATEST }: PendingEvent): EventInvokeConfig {
    return this.#configs.get(`${functionName}:${qualifier}`) ?? DEFAULT_EVENT_INVOKE_CONFIG;
  }
}

function endOf(result: InvocationResult | AwsError): AttemptEnd {
  if (result instanceof AwsError) return 'refused';
  return result.outcome.failure ? 'failed' : 'succeeded';
}

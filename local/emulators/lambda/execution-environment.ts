import { type Deferred, deferred } from './deferred.ts';
import { type EnvironmentEnd, type Failure, failureOf } from './environment-end.ts';
import type { FunctionProcess } from './function-process.ts';
import { type Delivery, MAX_RESPONSE_BYTES, type Report, type RuntimeApi } from './runtime-api.ts';

/** How one invocation ended. */
export interface Outcome {
  readonly payload: Uint8Array;
  /** Absent when the handler answered. */
  readonly failure?: Failure;
  /** Real time that the handler took, and the start before it where this invocation waited for one. */
  readonly durationMs: number;
  readonly initMs?: number;
  readonly memoryBytes: number;
}

/** Real time that AWS gives to the start of a function, in milliseconds. */
const INIT_LIMIT_MS = 10_000;

type Started = { readonly ready: true } | { readonly ready: false; readonly report?: Report };

/**
 * One execution environment: a process, its Runtime API, and at most one invocation at a time. It serves until it ends;
 * who invokes an environment that has ended while it was idle gets `undefined` and takes another.
 */
export class ExecutionEnvironment {
  readonly logStream: string;
  /** Real time of the last use, epoch milliseconds. */
  usedAtMs = Date.now();

  readonly #startedAtMs = performance.now();
  readonly #started: Deferred<Started> = deferred();
  readonly #timeoutSeconds: number;
  #api: RuntimeApi | undefined;
  #process: FunctionProcess | undefined;
  #polled: Deferred<boolean> = deferred();
  #report: Deferred<Report | EnvironmentEnd> = deferred();
  #initMs: number | undefined;
  #requestId: string | undefined;
  #memoryBytes = 0;
  #isTaken = false;
  #isEnded = false;

  constructor(logStream: string, timeoutSeconds: number) {
    this.logStream = logStream;
    this.#timeoutSeconds = timeoutSeconds;
  }

  /** The request under way: its lines are logged under this id. */
  get requestId(): string | undefined {
    return this.#requestId;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Takes its parts over, which call back to it. */
  attach(api: RuntimeApi, process: FunctionProcess): void {
    this.#api = api;
    this.#process = process;
    void process.ended.then((end) => this.#end(end));
    const limit = setTimeout(
      () => process.kill('timeout'),
      Math.max(INIT_LIMIT_MS, this.#timeoutSeconds * 1000),
    );
    void this.#started.promise.then(() => clearTimeout(limit));
  }

  onNext(): void {
    this.#initMs ??= performance.now() - this.#startedAtMs;
    this.#started.resolve({ ready: true });
    this.#polled.resolve(true);
  }

  onReport(report: Report): void {
    if (report.kind === 'init') this.#started.resolve({ ready: false, report });
    else this.#report.resolve(report);
  }

  /** The process has begun with the invocation that was delivered to it. */
  onTaken(): void {
    this.#isTaken = true;
  }

  /** Ends the process through its connection; it is killed if it does not follow. */
  close(): void {
    this.#isEnded = true;
    this.#api?.close();
    const kill = setTimeout(() => this.#process?.kill(), 1000);
    void this.#process?.ended.then(() => clearTimeout(kill));
  }

  /** Settles when the process is gone. */
  async ended(): Promise<void> {
    await this.#process?.ended;
  }

  /**
   * Runs one invocation.
   *
   * @param delivery - called when the process is ready for it
   */
  async invoke(requestId: string, delivery: () => Delivery): Promise<Outcome | undefined> {
    const isCold = this.#initMs === undefined;
    if (isCold) this.#requestId = requestId;
    const started = await this.#started.promise;
    if (!started.ready) return this.#failedInit(requestId, started.report);
    if (!(await this.#polled.promise)) return undefined;
    this.#requestId = requestId;
    const outcome = await this.#run(delivery(), isCold);
    this.#requestId = undefined;
    this.usedAtMs = Date.now();
    if (!outcome || !isCold || this.#initMs === undefined) return outcome;
    return { ...outcome, initMs: this.#initMs };
  }

  async #run(delivery: Delivery, isCold: boolean): Promise<Outcome | undefined> {
    this.#isTaken = isCold; // one that dies at once would be started again for ever
    this.#polled = deferred();
    this.#report = deferred();
    const startedAtMs = performance.now();
    const limit = setTimeout(() => this.#process?.kill('timeout'), this.#timeoutSeconds * 1000);
    this.#api?.deliver(delivery);
    const result = await this.#report.promise;
    clearTimeout(limit);
    const durationMs = performance.now() - startedAtMs;
    if (!('kind' in result)) {
      if (!this.#isTaken && !result.killedFor) return undefined; // it had died before
      return this.#crash(result, delivery.requestId, durationMs);
    }
    await this.#process?.outputReceived(result.logBytes);
    this.#memoryBytes = Math.max(this.#memoryBytes, result.memoryBytes);
    return reported(result, durationMs);
  }

  #crash(end: EnvironmentEnd, requestId: string, durationMs: number): Outcome {
    const failure = failureOf(end, requestId, this.#timeoutSeconds);
    const payload = Buffer.from(JSON.stringify(failure));
    return { payload, failure, durationMs, memoryBytes: this.#memoryBytes };
  }

  /** AWS answers the invocation that waited for a failed start with the start's error. */
  async #failedInit(requestId: string, report?: Report): Promise<Outcome> {
    const durationMs = performance.now() - this.#startedAtMs;
    const end = await this.#process?.ended;
    this.#requestId = undefined;
    if (report) return { ...reported(report, durationMs), initMs: durationMs };
    const unknown: EnvironmentEnd = { code: null, signal: null, nativeOutput: '' };
    return { ...this.#crash(end ?? unknown, requestId, durationMs), initMs: durationMs };
  }

  #end(end: EnvironmentEnd): void {
    this.#isEnded = true;
    this.#api?.close();
    this.#started.resolve({ ready: false });
    this.#polled.resolve(false);
    this.#report.resolve(end);
  }
}

function reported(report: Report, durationMs: number): Outcome {
  const common = { durationMs, memoryBytes: report.memoryBytes };
  if (report.tooLarge) {
    const failure = {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
    };
    return { ...common, payload: Buffer.from(JSON.stringify(failure)), failure };
  }
  if (report.kind === 'response') return { ...common, payload: report.body };
  return { ...common, payload: report.body, failure: failureIn(report.body) };
}

function failureIn(body: Buffer): Failure {
  const { errorType, errorMessage } = JSON.parse(String(body)) as Partial<Failure>;
  return { errorType: errorType ?? 'Error', errorMessage: errorMessage ?? '' };
}

import { AwsError } from '../../aws-error.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';

/** The environments of one version of a function. The one used last is used first, so that the others grow old. */
export class EnvironmentPool {
  readonly #launch: () => Promise<ExecutionEnvironment>;
  readonly #all = new Set<ExecutionEnvironment>();
  /** Their processes may be there already: who stops has to wait for them. */
  readonly #launching = new Set<Promise<ExecutionEnvironment>>();
  #idle: ExecutionEnvironment[] = [];
  #isRetired = false;
  #isStopped = false;

  constructor(launch: () => Promise<ExecutionEnvironment>) {
    this.#launch = launch;
  }

  /** No process is left, and none is on its way. */
  get isEmpty(): boolean {
    return this.#all.size === 0 && this.#launching.size === 0;
  }

  /** An environment for one invocation. Give it back with `release`. */
  async acquire(): Promise<ExecutionEnvironment> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (!idle.isEnded) return idle;
    }
    if (this.#isStopped) throw stopping();
    return this.#launched();
  }

  release(environment: ExecutionEnvironment): void {
    if (environment.isEnded) return;
    if (this.#isRetired) environment.close();
    else this.#idle.push(environment);
  }

  /** No new work for these: idle ones end now, the others when their work is done. */
  retire(): void {
    this.#isRetired = true;
    this.endIdle(Number.POSITIVE_INFINITY);
  }

  /** Ends those not used since then (real time). */
  endIdle(sinceMs: number): void {
    const [old, kept] = [[], []] as [ExecutionEnvironment[], ExecutionEnvironment[]];
    for (const environment of this.#idle) {
      (environment.usedAtMs <= sinceMs ? old : kept).push(environment);
    }
    this.#idle = kept;
    for (const environment of old) environment.close();
  }

  /** Ends all, also in the middle of their work. Settles when no process is left. */
  async stop(): Promise<void> {
    this.#isRetired = true;
    this.#isStopped = true;
    await Promise.allSettled(this.#launching);
    const all = [...this.#all];
    for (const environment of all) environment.close();
    await Promise.all(all.map((environment) => environment.ended()));
  }

  async #launched(): Promise<ExecutionEnvironment> {
    const launching = this.#launch();
    this.#launching.add(launching);
    try {
      const environment = await launching;
      this.#all.add(environment);
      void environment.ended().then(() => this.#all.delete(environment));
      return environment;
    } finally {
      this.#launching.delete(launching);
    }
  }
}

function stopping(): AwsError {
  return new AwsError('ServiceException', 'The local cloud is stopping.', { statusCode: 500 });
}

import type { StartTimer } from '../../functions/shared/timer.ts';
import type { SimulatedWorld } from './simulated-world.ts';

interface Timer {
  readonly dueAtRanMs: number;
  readonly fire: () => void;
}

/**
 * A Lambda container: frozen between two invocations. Its timers stand meanwhile, and what the network brings waits at
 * the door; the wall clock goes on.
 */
export class SimulatedContainer {
  readonly #world: SimulatedWorld;
  #isRunning = false;
  #ranMs = 0;
  #thawedAtMs = 0;
  #atTheDoor: (() => void)[] = [];
  #timers: readonly Timer[] = [];

  constructor(world: SimulatedWorld) {
    this.#world = world;
  }

  /** Thaws, runs one invocation to its end, and freezes. */
  async invoke(work: () => Promise<void>): Promise<void> {
    this.#isRunning = true;
    this.#thawedAtMs = this.#world.now();
    for (const timer of this.#timers) this.#arm(timer);
    const arrived = this.#atTheDoor;
    this.#atTheDoor = [];
    for (const deliver of arrived) this.#world.after(0, deliver);
    await work();
    this.#ranMs = this.#runMs();
    this.#isRunning = false;
  }

  readonly startTimer: StartTimer = (callback, ms) => {
    const timer = { dueAtRanMs: this.#runMs() + ms, fire: callback };
    this.#timers = [...this.#timers, timer];
    this.#arm(timer);
    return () => this.#drop(timer);
  };

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.startTimer(resolve, ms));
  }

  /** Something from outside: at once where the container runs, else when it is thawed. */
  receive(deliver: () => void): void {
    if (this.#isRunning) deliver();
    else this.#atTheDoor.push(deliver);
  }

  #arm(timer: Timer): void {
    const thawedAtMs = this.#thawedAtMs;
    this.#world.after(timer.dueAtRanMs - this.#runMs(), () => {
      const hasFrozenSince = !this.#isRunning || thawedAtMs !== this.#thawedAtMs;
      if (hasFrozenSince || !this.#timers.includes(timer)) return;
      this.#drop(timer);
      timer.fire();
    });
  }

  #drop(timer: Timer): void {
    this.#timers = this.#timers.filter((other) => other !== timer);
  }

  #runMs(): number {
    return this.#isRunning ? this.#ranMs + this.#world.now() - this.#thawedAtMs : this.#ranMs;
  }
}

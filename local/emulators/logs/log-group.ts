/** One line of a log. */
export interface LogEvent {
  /** Driven time, in epoch milliseconds. */
  readonly timestamp: number;
  readonly stream: string;
  readonly message: string;
}

export interface KeptEvent extends LogEvent {
  /** Counts up in a group: the order of arrival. */
  readonly sequence: number;
}

/** A group keeps its newest events only, so that a long run stays small. */
const MOST_EVENTS = 10_000;

const DAY_MS = 86_400_000;

/** The newest events of one log group. */
export class LogGroup {
  readonly name: string;
  readonly createdMs: number;
  retentionDays: number | undefined;
  #events: KeptEvent[] = [];
  #nextSequence = 0;

  constructor(name: string, createdMs: number) {
    this.name = name;
    this.createdMs = createdMs;
  }

  add(event: LogEvent): void {
    this.#events.push({ ...event, sequence: this.#nextSequence++ });
    if (this.#events.length > 2 * MOST_EVENTS) this.#events = this.#events.slice(-MOST_EVENTS);
  }

  events(): readonly KeptEvent[] {
    return this.#events.slice(-MOST_EVENTS);
  }

  prune(nowMs: number): void {
    if (this.retentionDays === undefined) return;
    const oldestMs = nowMs - this.retentionDays * DAY_MS;
    this.#events = this.#events.filter(({ timestamp }) => timestamp >= oldestMs);
  }
}

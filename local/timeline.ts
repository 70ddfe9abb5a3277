/** Something that is due at a moment of driven time. */
export interface Appointment {
  readonly atMs: number;
  /** Order of making: of two appointments at one moment, the earlier made comes first. */
  readonly turn: number;
  readonly task: () => void | Promise<void>;
  cancelled: boolean;
}

/** Appointments in order of time: a binary heap, so that thousands of schedules cost little. */
export class Timeline {
  readonly #heap: Appointment[] = [];

  add(appointment: Appointment): void {
    this.#heap.push(appointment);
    this.#rise(this.#heap.length - 1);
  }

  /** The next appointment that still stands; cancelled ones fall away here. */
  peek(): Appointment | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst();
    return this.#heap[0];
  }

  /** Takes the next appointment out if it is due. */
  takeDue(nowMs: number): Appointment | undefined {
    const next = this.peek();
    if (next === undefined || next.atMs > nowMs) return undefined;
    this.#removeFirst();
    return next;
  }

  clear(): void {
    for (const appointment of this.#heap.splice(0)) appointment.cancelled = true;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #sink(from: number): void {
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, index)) return;
      this.#swap(index, child);
      index = child;
    }
  }

  #isBefore(index: number, other: number): boolean {
    const a = this.#heap[index];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.turn < b.turn);
  }

  #swap(index: number, other: number): void {
    const a = this.#heap[index];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return;
    this.#heap[index] = b;
    this.#heap[other] = a;
  }
}

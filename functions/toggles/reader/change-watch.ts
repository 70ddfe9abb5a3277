import { changedKeys } from './changed-keys.ts';
import type { Snapshot } from './evaluate.ts';

/** `empty`: nothing was ever read, the code's defaults count. `stale`: what is held may be older than the hard limit. */
export type TogglesStatus = 'empty' | 'fresh' | 'stale';

export interface TogglesChange {
  readonly status: TogglesStatus;
  /** What it was at the last time. */
  readonly before: TogglesStatus;
  /** The toggles that may answer differently than at the last time. */
  readonly changedKeys: readonly string[];
}

export type TogglesListener = (change: TogglesChange) => void;

/** Tells listeners what has become different since they were told last. Costs nothing without listeners. */
export class ChangeWatch {
  readonly #listeners = new Set<TogglesListener>();
  #status: TogglesStatus = 'empty';
  #snapshot: Snapshot | undefined;

  /** Gives what ends the listening. */
  add(listener: TogglesListener, status: TogglesStatus, snapshot?: Snapshot): () => void {
    if (this.#listeners.size === 0) {
      this.#status = status;
      this.#snapshot = snapshot;
    }
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  look(status: TogglesStatus, snapshot?: Snapshot): void {
    if (this.#listeners.size === 0) return;
    if (status === this.#status && snapshot === this.#snapshot) return;
    const changed =
      this.#snapshot && snapshot && snapshot !== this.#snapshot
        ? changedOrAll(this.#snapshot, snapshot)
        : [];
    const change: TogglesChange = { status, before: this.#status, changedKeys: changed };
    this.#status = status;
    this.#snapshot = snapshot;
    if (change.before === status && changed.length === 0) return;
    for (const listener of this.#listeners) tell(listener, change);
  }
}

/** What cannot be compared, such as a rule of endless depth, may answer differently. */
function changedOrAll(before: Snapshot, after: Snapshot): readonly string[] {
  try {
    return changedKeys(before, after);
  } catch {
    return [...new Set([...before.flags.keys(), ...after.flags.keys()])];
  }
}

/** What a listener does wrong is no reason to fail the invocation. */
function tell(listener: TogglesListener, change: TogglesChange): void {
  try {
    listener(change);
  } catch (error) {
    console.warn('A listener of the toggles failed', error);
  }
}

import type { Counter, ExposureCounter } from '../exposures/exposure-counter.ts';
import { decide } from './decide.ts';
import type { Snapshot } from './evaluate.ts';
import type { EvaluationContext } from './evaluation.ts';
import { type PreparedToggle, prepareToggle } from './prepared-toggle.ts';
import type { Resolution } from './resolution.ts';

export type TypeName = 'boolean' | 'string' | 'number' | 'object';

const TYPE_MISMATCH: Resolution = Object.freeze({ errorCode: 'TYPE_MISMATCH' });

/** One toggle of one snapshot as this container serves it: prepared once, and counted each time. */
export class ServedToggle {
  readonly #key: string;
  readonly #prepared: PreparedToggle;
  readonly #exposures: ExposureCounter | undefined;
  readonly #counters = new Map<string, Counter>();
  /** Of the snapshot that this was prepared from. */
  readonly snapshot: Snapshot;

  constructor(snapshot: Snapshot, key: string, exposures: ExposureCounter | undefined) {
    this.snapshot = snapshot;
    this.#key = key;
    this.#prepared = prepareToggle(snapshot, key);
    this.#exposures = exposures;
  }

  /** Never throws: code without types may ask for a key that is no text. */
  get isKnown(): boolean {
    return typeof this.#key === 'string' && this.snapshot.flags.toggleOf(this.#key) !== undefined;
  }

  /** A value of another type is an error, and an error counts nothing. Never throws. */
  serve(type: TypeName, context: EvaluationContext): Resolution {
    const { resolution, compiled } = this.#prepared;
    const served = resolution ?? decide(compiled, context);
    if ('errorCode' in served) return served;
    if (typeof served.value !== type) return TYPE_MISMATCH;
    if (this.#exposures) this.#count(this.#exposures, served.variant);
    return served;
  }

  #count(exposures: ExposureCounter, variant: string): void {
    exposures.turnHour();
    let counter = this.#counters.get(variant);
    if (!counter) {
      counter = exposures.counterOf(this.#key, variant);
      this.#counters.set(variant, counter);
    }
    counter.count += 1;
  }
}

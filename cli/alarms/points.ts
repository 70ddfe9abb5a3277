import type { RecordedPoints } from '../../functions/alarms/recording.ts';

/** Points as they are read: two million are two blocks of memory, not two million objects. */
export class Points implements RecordedPoints {
  #times = new Float64Array(1024);
  #values = new Float64Array(1024);
  count = 0;

  add(atMs: number, value: number): void {
    if (this.count === this.#times.length) {
      this.#times = doubled(this.#times);
      this.#values = doubled(this.#values);
    }
    this.#times[this.count] = atMs;
    this.#values[this.count] = value;
    this.count += 1;
  }

  get timesMs(): Float64Array {
    return this.#times.subarray(0, this.count);
  }

  get values(): Float64Array {
    return this.#values.subarray(0, this.count);
  }
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(numbers.length * 2);
  more.set(numbers);
  return more;
}

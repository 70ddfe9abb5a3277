import type { Aggregate } from './aggregate.ts';
import { Distribution } from './distribution.ts';

/** Buckets are kept in blocks of this many, an hour of minutes: a silent hour costs nothing, a full one 2 kB. */
export const BLOCK = 60;
const FIELDS = 4;

interface Block {
  /** Sum, count, min, max of each bucket. */
  readonly numbers: Float64Array;
  /** The values of buckets that hold different ones. */
  readonly values: Map<number, Distribution>;
}

/** A block as it is kept on disk: `[bucket, sum, count, min, max, values?]`, values as pairs. */
export type SavedBucket = readonly [
  number,
  number,
  number,
  number,
  number,
  (readonly (readonly [number, number])[])?,
];

/** Aggregates over time in buckets of one length. */
export class BucketSeries {
  readonly #bucketMs: number;
  readonly #blocks = new Map<number, Block>();
  readonly #changed = new Set<number>();

  constructor(bucketMs: number) {
    this.#bucketMs = bucketMs;
  }

  add(atMs: number, added: Aggregate): void {
    const [block, i, index] = this.#locate(atMs);
    const { numbers } = block;
    addValues(block, i, added);
    const at = i * FIELDS;
    const isFresh = numbers[at + 1] === 0;
    numbers[at] = (numbers[at] ?? 0) + added.sum;
    numbers[at + 1] = (numbers[at + 1] ?? 0) + added.count;
    numbers[at + 2] = isFresh ? added.min : Math.min(numbers[at + 2] ?? 0, added.min);
    numbers[at + 3] = isFresh ? added.max : Math.max(numbers[at + 3] ?? 0, added.max);
    this.#changed.add(index);
  }

  /** Adds every bucket that starts in [fromMs, toMs) to `into`; the values only if `withValues`. */
  fold(fromMs: number, toMs: number, into: Aggregate, withValues: boolean): void {
    const last = Math.ceil(toMs / this.#bucketMs) - 1;
    let bucket = Math.ceil(fromMs / this.#bucketMs);
    while (bucket <= last) {
      const index = Math.floor(bucket / BLOCK);
      const end = Math.min(last, index * BLOCK + BLOCK - 1);
      const block = this.#blocks.get(index);
      if (block) foldBlock(block, bucket - index * BLOCK, end - index * BLOCK, into, withValues);
      bucket = end + 1;
    }
  }

  /** Lets go of what is older. True when nothing is left. */
  prune(beforeMs: number): boolean {
    const first = Math.floor(beforeMs / this.#bucketMs / BLOCK);
    for (const index of this.#blocks.keys()) if (index < first) this.#blocks.delete(index);
    return this.#blocks.size === 0;
  }

  /** The blocks that changed since this was asked last. */
  takeChanged(): readonly number[] {
    const changed = [...this.#changed].filter((index) => this.#blocks.has(index));
    this.#changed.clear();
    return changed;
  }

  blocks(): readonly number[] {
    return [...this.#blocks.keys()];
  }

  saved(index: number): readonly SavedBucket[] {
    const block = this.#blocks.get(index);
    if (!block) return [];
    const buckets: SavedBucket[] = [];
    for (let i = 0; i < BLOCK; i++) {
      const [sum = 0, count = 0, min = 0, max = 0] = block.numbers.subarray(i * FIELDS);
      if (count === 0) continue;
      const values = block.values.get(i);
      if (values === undefined) buckets.push([i, sum, count, min, max]);
      else buckets.push([i, sum, count, min, max, values.entries()]);
    }
    return buckets;
  }

  /** Puts a saved block in place of what is there. */
  restore(index: number, buckets: readonly SavedBucket[]): void {
    const block = newBlock();
    for (const [i, sum, count, min, max, values] of buckets) {
      block.numbers.set([sum, count, min, max], i * FIELDS);
      if (values !== undefined) block.values.set(i, restoreValues(values));
    }
    this.#blocks.set(index, block);
  }

  #locate(atMs: number): [Block, number, number] {
    const bucket = Math.floor(atMs / this.#bucketMs);
    const index = Math.floor(bucket / BLOCK);
    let block = this.#blocks.get(index);
    if (!block) {
      block = newBlock();
      this.#blocks.set(index, block);
    }
    return [block, bucket - index * BLOCK, index];
  }
}

function newBlock(): Block {
  return { numbers: new Float64Array(BLOCK * FIELDS), values: new Map() };
}

/** A bucket without an entry in `values` holds one value, `count` times: most do, and cost nothing. */
function addValues({ numbers, values }: Block, i: number, added: Aggregate): void {
  const [, count = 0, min = 0] = numbers.subarray(i * FIELDS);
  const isAlike = added.min === added.max && (count === 0 || added.min === min);
  const kept = values.get(i);
  if (kept === undefined && isAlike) return;
  const all = kept ?? times(min, count);
  all.addAll(added.values ?? times(added.min, added.count));
  values.set(i, all);
}

function times(value: number, count: number): Distribution {
  const distribution = new Distribution();
  if (count > 0) distribution.add(value, count);
  return distribution;
}

function foldBlock(
  { numbers, values }: Block,
  first: number,
  last: number,
  into: Aggregate,
  withValues: boolean,
): void {
  for (let i = first; i <= last; i++) {
    const at = i * FIELDS;
    const count = numbers[at + 1] ?? 0;
    if (count === 0) continue;
    const min = numbers[at + 2] ?? 0;
    into.sum += numbers[at] ?? 0;
    into.count += count;
    into.min = Math.min(into.min, min);
    into.max = Math.max(into.max, numbers[at + 3] ?? 0);
    if (withValues) foldValues(values.get(i), min, count, into);
  }
}

function foldValues(
  kept: Distribution | undefined,
  min: number,
  count: number,
  into: Aggregate,
): void {
  if (kept) into.values?.addAll(kept);
  else into.values?.add(min, count);
}

function restoreValues(saved: readonly (readonly [number, number])[]): Distribution {
  const distribution = new Distribution();
  for (const [value, count] of saved) distribution.add(value, count);
  return distribution;
}

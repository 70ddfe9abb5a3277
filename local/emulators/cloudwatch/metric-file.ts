import { appendFileSync, statSync } from 'node:fs';
import { readLines } from '../../line-file.ts';
import { writeWhole } from '../../state-file.ts';
import { BLOCK } from './bucket-series.ts';
import type { MetricStore, SavedBlock } from './metric-store.ts';

/** A file grown to so many times what is in it, and beyond this size, is written anew. */
const MOST_GROWTH = 3;
const SMALLEST_REWRITE_BYTES = 1_000_000;

/**
 * Keeps a metric store on disk: one line a block, a later line in place of an earlier one. What changed is appended
 * now and then, so that a kill loses little; a last line that a kill has torn is dropped, and any other bad line costs
 * that line alone.
 */
export class MetricFile {
  readonly #path: string;
  readonly #store: MetricStore;
  #compactBytes = 0;

  constructor(path: string, store: MetricStore) {
    this.#path = path;
    this.#store = store;
  }

  /** Reads what is there. A file that is not ours is set aside, and `notice` says so. */
  load(notice: (message: string) => void): void {
    const found = readLines(this.#path, (line) => this.#store.restore(readBlock(line)), notice);
    if (found !== 'none') this.#rewrite();
  }

  /** Writes what changed since the last time. */
  save(): void {
    const lines = linesOf(this.#store.toSave('changed'));
    if (lines === '') return;
    appendFileSync(this.#path, lines);
    const { size } = statSync(this.#path);
    if (size > Math.max(SMALLEST_REWRITE_BYTES, MOST_GROWTH * this.#compactBytes)) this.#rewrite();
  }

  #rewrite(): void {
    const lines = linesOf(this.#store.toSave('all'));
    writeWhole(this.#path, lines);
    this.#compactBytes = lines.length;
  }
}

function linesOf(blocks: Iterable<SavedBlock>): string {
  let lines = '';
  for (const { metric, unit, tier, block, buckets } of blocks) {
    const { namespace, name, dimensions } = metric;
    lines += `${JSON.stringify([namespace, name, dimensions, unit, tier, block, buckets])}\n`;
  }
  return lines;
}

function readBlock(line: string): SavedBlock {
  const parsed: unknown = JSON.parse(line);
  if (!Array.isArray(parsed) || parsed.length !== 7) throw new Error('a line has another form');
  const [namespace, name, dimensions, unit, tier, block, buckets] = parsed;
  const isNamed = [namespace, name, unit].every((text) => typeof text === 'string');
  if (!isNamed || dimensions === null || typeof dimensions !== 'object') {
    throw new Error('a line names no metric');
  }
  if (tier !== 'minutes' && tier !== 'seconds') throw new Error(`the tier ${tier} is unknown`);
  if (!Number.isSafeInteger(block) || !Array.isArray(buckets) || !buckets.every(isBucket)) {
    throw new Error('a block is torn');
  }
  return { metric: { namespace, name, dimensions }, unit, tier, block, buckets };
}

function isBucket(bucket: unknown): boolean {
  if (!Array.isArray(bucket)) return false;
  const [i, sum, count, min, max, values = []] = bucket;
  const isOfBlock = Number.isInteger(i) && i >= 0 && i < BLOCK;
  return isOfBlock && areNumbers([sum, count, min, max]) && isListOfPairs(values);
}

function isListOfPairs(values: unknown): boolean {
  return Array.isArray(values) && values.every((pair) => Array.isArray(pair) && areNumbers(pair));
}

function areNumbers(values: readonly unknown[]): boolean {
  return values.every(Number.isFinite);
}

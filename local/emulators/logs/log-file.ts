import { appendFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { readLines } from '../../line-file.ts';
import { writeWhole } from '../../state-file.ts';
import type { LogEvent, LogGroup } from './log-group.ts';

/** A file that has grown beyond this is written anew, with what its group still keeps. */
const MOST_BYTES = 8_000_000;

/** A kill loses at most so much; real time. */
const WRITE_EVERY_REAL_MS = 500;

/** Keeps the events of log groups on disk, one file a group, one line an event. */
export class LogFiles {
  readonly #dir: string;
  readonly #unwritten = new Map<LogGroup, string[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Reads what an earlier run left of the group. An unreadable file is set aside; a torn last line is dropped. */
  load(group: LogGroup, notice: (message: string) => void): void {
    const file = this.#fileOf(group);
    const found = readLines(file, (line) => group.add(readEvent(line)), notice);
    if (found === 'torn') writeWhole(file, wholeText(group));
  }

  append(group: LogGroup, { timestamp, stream, message }: LogEvent): void {
    const lines = this.#unwritten.get(group) ?? [];
    lines.push(`${JSON.stringify([timestamp, stream, message])}\n`);
    this.#unwritten.set(group, lines);
    this.#timer ??= setTimeout(() => this.flush(), WRITE_EVERY_REAL_MS).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [group, lines] of this.#unwritten) {
      const file = this.#fileOf(group);
      appendFileSync(file, lines.join(''));
      if (statSync(file).size > MOST_BYTES) writeWhole(file, wholeText(group));
    }
    this.#unwritten.clear();
  }

  #fileOf({ name }: LogGroup): string {
    return path.join(this.#dir, `${encodeURIComponent(name)}.ndjson`);
  }
}

function wholeText(group: LogGroup): string {
  const lines = group
    .events()
    .map(({ timestamp, stream, message }) => JSON.stringify([timestamp, stream, message]));
  return `${lines.join('\n')}\n`;
}

function readEvent(line: string): LogEvent {
  const parsed: unknown = JSON.parse(line);
  const [timestamp, stream, message] = Array.isArray(parsed) ? parsed : [];
  if (typeof timestamp === 'number' && typeof stream === 'string' && typeof message === 'string') {
    return { timestamp, stream, message };
  }
  throw new Error('a line has another form');
}

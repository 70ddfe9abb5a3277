import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { writeWhole } from '../../state-file.ts';
import type { Message } from './message.ts';

/** From this size on the file is written anew when most of it is history. */
const COMPACT_BYTES = 4 * 1024 * 1024;

/** One line: a message that came or changed, or one that is gone. */
type Entry =
  | { readonly queue: string; readonly put: Message }
  | { readonly queue: string; readonly set: Partial<Message> & Pick<Message, 'id'> }
  | { readonly queue: string; readonly remove: string };

/** The messages of one queue by id, in the order in which they came. */
export type Messages = Map<string, Message>;

/** The messages of all queues in one file of JSON lines, each written before its request is answered. */
export class Journal {
  readonly #file: string;
  readonly #queues = new Map<string, Messages>();
  #descriptor: number;
  #bytes = 0;

  /** Reads what is there. A line that a kill has cut off is dropped: its request was never answered. */
  constructor(file: string, notice: (message: string) => void) {
    this.#file = file;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    const unreadable = lines.slice(0, -1).filter((line) => !this.#replay(line)).length;
    if (unreadable > 0) {
      notice(`${file}: ${unreadable} lines are not readable; the messages in them are lost.`);
    }
    this.#descriptor = this.#rewrite();
  }

  /** What `queue` holds; the same map each time, to be changed through this journal alone. */
  messagesOf(queue: string): Messages {
    const known = this.#queues.get(queue) ?? new Map();
    this.#queues.set(queue, known);
    return known;
  }

  put(queue: string, message: Message): void {
    this.#append({ queue, put: message });
  }

  change(queue: string, message: Message, change: Partial<Message>): Message {
    this.#append({ queue, set: { id: message.id, ...change } });
    return { ...message, ...change };
  }

  remove(queue: string, id: string): void {
    this.#append({ queue, remove: id });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #append(entry: Entry): void {
    this.#apply(entry);
    const line = `${JSON.stringify(entry)}\n`;
    writeSync(this.#descriptor, line);
    this.#bytes += Buffer.byteLength(line);
    if (this.#bytes < COMPACT_BYTES) return;
    closeSync(this.#descriptor);
    this.#descriptor = this.#rewrite();
  }

  #replay(line: string): boolean {
    try {
      this.#apply(JSON.parse(line) as Entry);
      return true;
    } catch {
      return false;
    }
  }

  #apply(entry: Entry): void {
    const messages = this.messagesOf(entry.queue);
    if ('put' in entry) messages.set(entry.put.id, entry.put);
    else if ('remove' in entry) messages.delete(entry.remove);
    else {
      const known = messages.get(entry.set.id);
      if (known) messages.set(known.id, { ...known, ...entry.set });
    }
  }

  /** Leaves one line a message; the bytes count from there, so that a full file is not written at each line. */
  #rewrite(): number {
    const lines = [...this.#queues].flatMap(([queue, messages]) =>
      [...messages.values()].map((message) => `${JSON.stringify({ queue, put: message })}\n`),
    );
    writeWhole(this.#file, lines.join(''));
    this.#bytes = 0;
    return openSync(this.#file, 'a');
  }
}

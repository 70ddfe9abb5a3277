import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod/mini';
import { setAside } from '../../state-file.ts';
import type { ObjectHead } from './stored-object.ts';

const TEXTS = z.record(z.string(), z.string());

const HEAD = z.object({
  key: z.string(),
  size: z.number(),
  etag: z.string(),
  contentType: z.string(),
  headers: TEXTS,
  metadata: TEXTS,
  modifiedMs: z.number(),
});

/** The objects of one bucket on disk: a file each, its first line the head in JSON, the rest the bytes. */
export class ObjectFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** The heads of all that is there; a file that cannot be read is set aside with a notice. */
  load(notice: (message: string) => void): readonly ObjectHead[] {
    return readdirSync(this.#folder)
      .filter((name) => NAME.test(name))
      .flatMap((name) => this.#loadOne(path.join(this.#folder, name), notice));
  }

  /** In one step, so that a kill never leaves half an object. */
  write(head: ObjectHead, bytes: Uint8Array): void {
    const file = this.#fileOf(head.key);
    writeFileSync(`${file}.new`, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]));
    renameSync(`${file}.new`, file);
  }

  read(key: string): Uint8Array {
    return split(readFileSync(this.#fileOf(key))).bytes;
  }

  remove(key: string): void {
    rmSync(this.#fileOf(key), { force: true });
  }

  #loadOne(file: string, notice: (message: string) => void): readonly ObjectHead[] {
    try {
      const { line, bytes } = split(readFileSync(file));
      const head = HEAD.parse(JSON.parse(line));
      if (head.size !== bytes.length) throw new Error(`${bytes.length} of ${head.size} bytes`);
      return [head];
    } catch (error) {
      const reason = error instanceof z.core.$ZodError ? 'its head is none' : String(error);
      notice(`${file} is no object of S3 (${reason}); it is kept as ${setAside(file)}.`);
      return [];
    }
  }

  /** Keys may hold anything, and be longer than a file's name. */
  #fileOf(key: string): string {
    return path.join(this.#folder, createHash('sha256').update(key).digest('hex'));
  }
}

const NAME = /^[0-9a-f]{64}$/;
const LINE_END = 0x0a;

function split(content: Buffer): { readonly line: string; readonly bytes: Buffer } {
  const end = content.indexOf(LINE_END);
  return { line: content.subarray(0, end).toString(), bytes: content.subarray(end + 1) };
}

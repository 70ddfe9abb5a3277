import { createHash } from 'node:crypto';
import type { BucketDefinition } from './bucket-definition.ts';
import type { ObjectFiles } from './object-files.ts';
import type { ObjectHead } from './stored-object.ts';

/** One bucket: what its template says, and its objects. */
export class Bucket {
  definition: BucketDefinition;
  readonly #files: ObjectFiles;
  readonly #heads: Map<string, ObjectHead>;

  constructor(definition: BucketDefinition, files: ObjectFiles, heads: readonly ObjectHead[]) {
    this.definition = definition;
    this.#files = files;
    this.#heads = new Map(heads.map((head) => [head.key, head]));
  }

  get name(): string {
    return this.definition.name;
  }

  get arn(): string {
    return `arn:aws:s3:::${this.name}`;
  }

  find(key: string): ObjectHead | undefined {
    return this.#heads.get(key);
  }

  /** By key, in the order of UTF-8 bytes, as S3 lists them. */
  list(): readonly ObjectHead[] {
    const inBytes = [...this.#heads.values()].map((head) => ({
      head,
      bytes: Buffer.from(head.key),
    }));
    return inBytes.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ head }) => head);
  }

  read(key: string): Uint8Array {
    return this.#files.read(key);
  }

  put(what: Omit<ObjectHead, 'size' | 'etag'>, bytes: Uint8Array): ObjectHead {
    const etag = createHash('md5').update(bytes).digest('hex');
    const head = { ...what, size: bytes.length, etag };
    this.#files.write(head, bytes);
    this.#heads.set(head.key, head);
    return head;
  }

  remove(key: string): void {
    this.#files.remove(key);
    this.#heads.delete(key);
  }
}

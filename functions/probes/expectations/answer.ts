import type { Seen, SeenHttp } from '../exchange/seen.ts';
import type { Json } from '../targets/expectation.ts';

/** A body as a document; `undefined` where it is none. */
type Document = { readonly value: Json } | undefined;

/** What was seen, with the body read as text and as JSON at most once, and only when somebody asks. */
export class Answer {
  readonly seen: Seen;
  #text?: string;
  #document?: { readonly read: Document };

  constructor(seen: Seen) {
    this.seen = seen;
  }

  get http(): SeenHttp | undefined {
    return this.seen.kind === 'http' ? this.seen : undefined;
  }

  /** As UTF-8; what is not is shown as `�`. */
  get text(): string {
    this.#text ??= new TextDecoder().decode(this.http?.body);
    return this.#text;
  }

  /** Of an answer that was cut it is none, as half a document may look whole. */
  get document(): Document {
    this.#document ??= { read: this.http?.isTruncated ? undefined : parse(this.text) };
    return this.#document.read;
  }
}

function parse(text: string): Document {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What a healthy answer is like. All of a target's hold, or it is down. */
export type Expectation =
  /** Each from the first to the last, both counted. */
  | { readonly on: 'status'; readonly ranges: readonly (readonly [number, number])[] }
  /** The name in lower case. Several lines of one name are joined by `, `. */
  | { readonly on: 'header'; readonly name: string; readonly is: TextTest }
  /** The body as UTF-8, as far as it is read (256 kB). */
  | { readonly on: 'body'; readonly is: TextTest }
  /** A singular query of RFC 9535, e.g. `$.items[0]['price']`. */
  | { readonly on: 'json'; readonly path: string; readonly is: ValueTest }
  /** Whole days until the first certificate of the chain expires. */
  | { readonly on: 'certificate'; readonly atLeastDays: number }
  /** From the sent request, on an open connection, to the headers of its answer. */
  | { readonly on: 'headersWithin'; readonly ms: number }
  /** From the first look-up to the last byte, with all redirects. */
  | { readonly on: 'totalWithin'; readonly ms: number }
  /** At least one record of a DNS answer. */
  | { readonly on: 'record'; readonly is: TextTest };

/** `matches` is an expression of RE2's syntax, searched anywhere in the text. */
export type TextTest =
  | { readonly equals: string }
  | { readonly contains: string }
  | { readonly excludes: string }
  | { readonly matches: string }
  | { readonly exists: boolean };

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export type ValueTest =
  | { readonly equals: Json }
  | { readonly differs: Json }
  | { readonly oneOf: readonly Json[] }
  | { readonly above: number }
  | { readonly atLeast: number }
  | { readonly below: number }
  | { readonly atMost: number }
  /** Of a text, or an element of a list. */
  | { readonly contains: Json }
  | { readonly matches: string }
  | { readonly exists: boolean };

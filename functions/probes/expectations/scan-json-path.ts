/** A query at the start of a text, and where it ends. */
export interface ScannedPath {
  readonly segments: readonly Segment[];
  readonly end: number;
}

/** A member's name; or an element's index, which below 0 counts from the end. */
export type Segment = string | number;

const SPACE = /[ \t\n\r]*/y;
const MEMBER = /\.([A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_\u0080-\u{10ffff}]*)/uy;
const INDEX = /0|-?[1-9][0-9]*/y;
/** What stands for itself between quotes: no control characters, no half of a pair, no quote, no backslash. */
const PLAIN = {
  "'": /[ -&(-[\]-\ud7ff\ue000-\u{10ffff}]+/uy,
  '"': /[ !#-[\]-\ud7ff\ue000-\u{10ffff}]+/uy,
};
const ESCAPE =
  /\\(?:([bfnrt/\\'"])|u((?:[0-9A-CEFa-cef][0-9A-Fa-f]|[Dd][0-7])[0-9A-Fa-f]{2})|u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2}))/y;
const ESCAPED: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads the singular query of RFC 9535 that a text begins with, as far as it goes. Throws where it breaks off within one. */
export function scanJsonPath(text: string): ScannedPath {
  if (!text.startsWith('$')) throw new Error(`'${text}' must begin with $, e.g. $.status`);
  const scanner = new Scanner(text, '$'.length);
  const segments: Segment[] = [];
  for (;;) {
    const end = scanner.position;
    scanner.take(SPACE);
    const segment = scanner.segment();
    if (segment === undefined) return { segments, end };
    segments.push(segment);
  }
}

class Scanner {
  position: number;
  readonly #text: string;

  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  segment(): Segment | undefined {
    const member = this.take(MEMBER);
    if (member) return member[1];
    if (!this.#skip('[')) return undefined;
    this.take(SPACE);
    const selector = this.#name() ?? this.#index();
    this.take(SPACE);
    if (!this.#skip(']')) throw this.#broken("']'");
    return selector;
  }

  take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.position;
    const found = expression.exec(this.#text);
    if (found) this.position += found[0].length;
    return found;
  }

  #skip(character: string): boolean {
    if (this.#text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  #index(): number {
    const [digits] = this.take(INDEX) ?? [];
    const index = Number(digits);
    if (!Number.isSafeInteger(index))
      throw this.#broken("a name in quotes, or an element's number");
    return index;
  }

  #name(): string | undefined {
    const quote = this.#text[this.position];
    if (quote !== "'" && quote !== '"') return undefined;
    this.position += 1;
    let name = '';
    while (!this.#skip(quote)) name += this.take(PLAIN[quote])?.[0] ?? this.#escaped(quote);
    return name;
  }

  #escaped(quote: string): string {
    const [, sign = '', unit, high, low] = this.take(ESCAPE) ?? this.#fail(`a closing ${quote}`);
    const codes = [unit, high, low].filter((code) => code !== undefined);
    if (codes.length > 0) {
      return String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16)));
    }
    if (`'"`.includes(sign) && sign !== quote) return this.#fail(`\\${quote}, not \\${sign}`);
    return ESCAPED[sign] ?? sign;
  }

  #fail(expected: string): never {
    throw this.#broken(expected);
  }

  #broken(expected: string): Error {
    const place = this.position + 1;
    return new Error(`'${this.#text}' is no query: at character ${place}, expected ${expected}`);
  }
}

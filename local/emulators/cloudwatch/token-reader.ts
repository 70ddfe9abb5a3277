/** A place in a text that was cut into tokens. */
export class TokenReader {
  readonly #what: string;
  readonly #tokens: readonly string[];
  #next = 0;

  /** `what` names the text in errors. */
  constructor(what: string, tokens: readonly string[]) {
    this.#what = what;
    this.#tokens = tokens;
  }

  peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  skip(): void {
    this.#next++;
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#next++;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.unexpected(`${token} expected, `);
  }

  end(): void {
    if (this.peek() !== undefined) throw this.unexpected();
  }

  unexpected(expected = ''): Error {
    return new Error(`${this.#what}: ${expected}found ${this.peek() ?? 'its end'}`);
  }
}

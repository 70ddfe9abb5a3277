/** A place in a template's text. Patterns must be sticky (`/…/y`). */
export class TemplateReader {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.source);
  }

  take(pattern: RegExp): string | undefined {
    return this.#match(pattern)?.[0];
  }

  /** Takes the whole match, gives its first group. */
  takeGroup(pattern: RegExp): string | undefined {
    return this.#match(pattern)?.[1];
  }

  takeLiteral(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Plain text up to the next `#` or `$`, at least one character. */
  takeText(): string {
    return this.take(/[\s\S][^#$]*/y) ?? '';
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  expect(text: string): void {
    this.skipSpace();
    if (!this.takeLiteral(text)) throw this.error(`expected ${text}`);
  }

  error(problem: string): Error {
    const line = this.source.slice(0, this.at).split('\n').length;
    return new Error(`mapping template, line ${line}: ${problem}`);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at = pattern.lastIndex;
    return match;
  }
}

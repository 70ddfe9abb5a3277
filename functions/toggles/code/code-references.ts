import { TYPES_HEADER } from './toggle-types.ts';

/** One place where code names a toggle. */
export interface CodeReference {
  readonly key: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** The whole line, without what surrounds it. */
  readonly text: string;
}

/** What one file says of toggles. */
export interface FileReferences {
  /** Keys in quotes. */
  readonly quoted: readonly CodeReference[];
  /** Words that are the name of a toggle's function: uses of it where the file imports one that `types` wrote. */
  readonly named: readonly CodeReference[];
  /** The last parts of the modules that it imports: `toggles.generated`. */
  readonly imports: ReadonlySet<string>;
  /** Written by `types`: it names every toggle, and uses none. */
  readonly isGenerated: boolean;
}

/** What is looked for. */
export interface Wanted {
  readonly keys: ReadonlySet<string>;
  /** Names of functions, with their toggle's key. */
  readonly functions: ReadonlyMap<string, string>;
}

/** A key is at most 100 characters: what is quoted and longer is none. One pass, no backtracking over the file. */
const QUOTED = /(["'`])([A-Za-z0-9][A-Za-z0-9._-]{0,99})\1/g;
const WORD = /[A-Za-z_$][\w$]*/g;
const MODULE = /(["'])([^"'\n]{0,300}\/)?([\w.-]{1,100})\1/g;

/** Where the text of a file names toggles. */
export function codeReferences(text: string, { keys, functions }: Wanted): FileReferences {
  if (text.startsWith(TYPES_HEADER)) {
    return { quoted: [], named: [], imports: new Set(), isGenerated: true };
  }
  const lines = new Lines(text);
  const quoted = [...text.matchAll(QUOTED)].flatMap(({ index, 2: key = '' }) =>
    keys.has(key) ? [lines.reference(key, index + 1)] : [],
  );
  const named = functions.size === 0 ? [] : wordsIn(text, functions, lines);
  const imports =
    named.length === 0 ? [] : [...text.matchAll(MODULE)].map((match) => match[3] ?? '');
  return { quoted, named, imports: new Set(imports.map(withoutExtension)), isGenerated: false };
}

/** `toggles.generated.ts` and `toggles.generated.js` are `toggles.generated`, which may be imported without an ending. */
export function withoutExtension(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}

function wordsIn(
  text: string,
  functions: ReadonlyMap<string, string>,
  lines: Lines,
): readonly CodeReference[] {
  return [...text.matchAll(WORD)].flatMap(({ index, 0: word }) => {
    const key = functions.get(word);
    return key === undefined ? [] : [lines.reference(key, index)];
  });
}

/** Finds the line of an offset; offsets come in order. */
class Lines {
  readonly #text: string;
  #line = 1;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  reference(key: string, offset: number): CodeReference {
    if (offset < this.#start) {
      this.#line = 1;
      this.#start = 0;
    }
    let end = this.#endOfLine();
    while (end < offset) {
      this.#line += 1;
      this.#start = end + 1;
      end = this.#endOfLine();
    }
    const text = this.#text.slice(this.#start, end).trim();
    return { key, line: this.#line, column: offset - this.#start + 1, text };
  }

  #endOfLine(): number {
    const end = this.#text.indexOf('\n', this.#start);
    return end === -1 ? this.#text.length : end;
  }
}

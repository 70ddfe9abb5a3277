import { styleText } from 'node:util';
import { UNPRINTABLE } from '../functions/shared/unprintable.ts';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** What a command says: JSON as one document, or lines for people. */
export interface Output {
  readonly isJson: boolean;
  /** The whole answer: `document` with --json, else `lines`. */
  answer(document: object, lines: () => readonly string[]): void;
  line(text: string): void;
  paint(style: Style, text: string): string;
}

export function createOutput(isJson: boolean, stream: NodeJS.WriteStream = process.stdout): Output {
  const coloured = stream.isTTY === true && !process.env['NO_COLOR'];
  const line = (text: string) => void stream.write(`${text}\n`);
  return {
    isJson,
    line,
    // Decided once, here: styleText's own check of the stream takes a set CI for a terminal without colours.
    paint: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
    answer(document, lines) {
      if (isJson) return line(JSON.stringify(document, undefined, 2));
      for (const text of lines()) line(text);
    },
  };
}

/** Rows in columns that stand below each other. What others wrote loses its control characters. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const clean = rows.map((row) => row.map(printable));
  const widths = (clean[0] ?? []).map((_, at) =>
    Math.max(...clean.map((row) => row[at]?.length ?? 0)),
  );
  return clean.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Text of others without what a terminal would act on. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ');
}

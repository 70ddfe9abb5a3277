import fc from 'fast-check';
import { csvLine } from '../../../../functions/feedback/export/csv-line.ts';

test('quotes text, and leaves numbers and what is missing alone', () => {
  expect(csvLine(['a', 7, undefined, 'say "hi"', 'two\nlines'])).toBe(
    '"a",7,,"say ""hi""","two\nlines"\r\n',
  );
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u00a0=1',
  '\ufeff=1',
  '\uff1d1',
  '\uff0b1',
  '\uff0d1',
  '\uff201',
  '\tplain',
  "=cmd|' /C calc'!A0",
])('%j is no formula', (text) => {
  expect(csvLine([text])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`);
});

test('reads back as what was written, and no cell begins as a formula', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '=', '-', ' ', 'a', "'") });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const read = cellsOf(csvLine(cells));
      expect(read.map((text, at) => (text === cells[at] ? text : text.slice(1)))).toEqual(cells);
      for (const text of read) expect(text.trimStart()).not.toMatch(/^[=+\-@]/);
    }),
  );
});

/** One line by RFC 4180, all of its cells quoted. */
function cellsOf(line: string): readonly string[] {
  expect(line.endsWith('\r\n')).toBe(true);
  const cells = line.slice(0, -2).match(/"(?:[^"]|"")*"/g) ?? [];
  expect(cells.join(',')).toBe(line.slice(0, -2));
  return cells.map((cell) => cell.slice(1, -1).replaceAll('""', '"'));
}

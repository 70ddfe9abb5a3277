import * as fc from 'fast-check';
import { codeReferences } from '../../../../functions/toggles/code/code-references.ts';
import { functionNames } from '../../../../functions/toggles/code/function-names.ts';
import { TYPES_HEADER } from '../../../../functions/toggles/code/toggle-types.ts';

function search(text: string, keys: readonly string[]) {
  const functions = new Map([...functionNames(keys)].map(([key, name]) => [name, key]));
  return codeReferences(text, { keys: new Set(keys), functions });
}

test.each(["'new-checkout'", '"new-checkout"', '`new-checkout`'])('%s names a toggle', (quoted) => {
  const { quoted: found } = search(`a\n  if (on(${quoted})) {`, ['new-checkout']);
  expect(found).toEqual([
    { key: 'new-checkout', line: 2, column: 11, text: `if (on(${quoted})) {` },
  ]);
});

test.each(['\'new-checkout"', "'new-checkout-2'", 'new-checkout', "'toString'", "' new-checkout'"])(
  '%s names none',
  (text) => {
    expect(search(text, ['new-checkout']).quoted).toEqual([]);
  },
);

test('toggles may be named as members of every object', () => {
  const { quoted } = search("['constructor', '__proto__']", ['constructor', 'toString']);
  expect(quoted.map(({ key }) => key)).toEqual(['constructor']);
});

test('words that are the name of a function are told apart, with the modules that the file imports', () => {
  const text = "import { newCheckout } from '../toggles.generated.js';\nnewCheckout(toggles);";
  const { named, imports, quoted } = search(text, ['new-checkout']);
  expect(named.map(({ line, column }) => [line, column])).toEqual([
    [1, 10],
    [2, 1],
  ]);
  expect(imports).toContain('toggles.generated');
  expect(quoted).toEqual([]);
});

test('a word before what is quoted is where it stands, too', () => {
  const { named, quoted } = search("  search(\n\n'search')", ['search']);
  expect(named[0]).toMatchObject({ line: 1, column: 3, text: 'search(' });
  expect(quoted[0]).toMatchObject({ line: 3, column: 2 });
});

test('a file that types wrote names every toggle and uses none', () => {
  const text = `${TYPES_HEADER}\n'new-checkout'`;
  expect(search(text, ['new-checkout'])).toMatchObject({ isGenerated: true, quoted: [] });
});

test('lines and columns are where the key stands, whatever surrounds it', () => {
  const noise = fc.array(fc.constantFrom('x', ' ', '\n', '\r\n', '"', "'", '`', '😀', '\u2028'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(noise, noise, (before, after) => {
      const text = `${before.join('')}\n'a-key'\n${after.join('')}`;
      const { quoted } = search(text, ['a-key']);
      for (const { line, column, text: shown } of quoted) {
        const whole = text.split('\n')[line - 1] ?? '';
        expect(whole.slice(column - 1)).toMatch(/^['"`]?a-key/);
        expect(shown).toBe(whole.trim());
      }
    }),
  );
});

test('a megabyte of quotes, slashes or one endless line is searched in no time', () => {
  for (const part of ["'", '"a', "'/", '`a.', '"/a', 'a', "'a' "]) {
    const text = `newCheckout ${part.repeat(1_000_000 / part.length)}`;
    search(text, ['new-checkout']); // a slow expression would take minutes, and this test's time
  }
});

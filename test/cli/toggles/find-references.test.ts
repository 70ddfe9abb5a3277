import { findReferences } from '../../../cli/toggles/find-references.ts';
import { TYPES_HEADER } from '../../../functions/toggles/code/toggle-types.ts';

const wanted = { keys: new Set(['search']), functions: new Map([['search', 'search']]) };
const generated = { path: 'src/toggles.generated.ts', text: `${TYPES_HEADER}\n"search"` };

test('a function counts where the file that types wrote is imported, and nowhere else', () => {
  const files = [
    {
      path: 'src/a.ts',
      text: "import { search } from './toggles.generated.ts';\nsearch(toggles);",
    },
    { path: 'src/b.ts', text: "import { search } from './index.ts';\nsearch(words);" },
    generated,
    { path: 'src/c.ts', text: "import * as on from '../src/toggles.generated';\non.search(t);" },
    { path: 'src/d.js', text: "const on = require('./toggles.generated.js');\non.search(t);" },
  ];
  const places = findReferences(files, wanted).map(({ file, line }) => `${file}:${line}`);
  expect(places).toEqual(['src/a.ts:1', 'src/a.ts:2', 'src/c.ts:2', 'src/d.js:2']);
});

test('quoted and named, in the order of the lines', () => {
  const text =
    "import { search } from './toggles.generated.js';\nsearch(t);\n'search';\nsearch(t);";
  const lines = findReferences([generated, { path: 'a.ts', text }], wanted).map(({ line }) => line);
  expect(lines).toEqual([1, 2, 3, 4]);
});

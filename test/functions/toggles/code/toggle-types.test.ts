import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { functionNames } from '../../../../functions/toggles/code/function-names.ts';
import { TYPES_HEADER, toggleTypes } from '../../../../functions/toggles/code/toggle-types.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const metadata = { owner: 'shop', expires: '2027-03-01', description: 'The checkout on one page' };

test('a function for each toggle, in the order of their keys, with what there is to know', () => {
  const { metadata: _none, ...bare } = toggle();
  const flags = { 'new-checkout': toggle({ metadata }), banner: bare };
  expect(toggleTypes(documentOf(flags))).toBe(
    `${TYPES_HEADER}

import type { EvaluationContext, Toggles } from 'afterprod/toggles';

export function banner(toggles: Toggles, context?: EvaluationContext): boolean {
  return toggles.boolean("banner", false, context);
}

/**
 * The checkout on one page
 * Owner: shop. Expires: 2027-03-01.
 */
export function newCheckout(toggles: Toggles, context?: EvaluationContext): boolean {
  return toggles.boolean("new-checkout", false, context);
}
`,
  );
});

test('without toggles it is a module that says nothing', () => {
  expect(toggleTypes(documentOf({}))).toBe(`${TYPES_HEADER}\nexport {};\n`);
});

test.each([
  ['new-checkout', 'newCheckout'],
  ['NEW_CHECKOUT', 'newCheckout'],
  ['shop.cart.v2', 'shopCartV2'],
  ['alreadyCamel', 'alreadyCamel'],
  ['delete', 'delete_'],
  ['2fa', '_2fa'],
  ['constructor', 'constructor'],
])('the function of %s is %s', (key, name) => {
  expect(functionNames([key]).get(key)).toBe(name);
});

test('keys that would share a name are spelled out, each for itself', () => {
  expect([...functionNames(['a-b', 'a.b', 'c'])]).toEqual([
    ['a-b', '$a$2db'],
    ['a.b', '$a$2eb'],
    ['c', 'c'],
  ]);
});

const keys = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,6}$/);
const manyKeys = fc.uniqueArray(keys, { maxLength: 30 });

test('every key has a name of its own that a function can have', () => {
  fc.assert(
    fc.property(manyKeys, (all) => {
      const names = [...functionNames(all).values()];
      expect(new Set(names).size).toBe(all.length);
      for (const name of names) new Function(`'use strict'; function ${name}() {}`);
    }),
  );
});

test('the name of a key is its own, however many others come: it never goes over to another key', () => {
  fc.assert(
    fc.property(manyKeys, manyKeys, (some, more) => {
      const before = functionNames(some);
      const after = functionNames([...new Set([...some, ...more])]);
      const owners = new Map([...before].map(([key, name]) => [name, key]));
      for (const [key, name] of after) {
        const owner = owners.get(name);
        if (owner !== undefined) expect(owner).toBe(key);
      }
    }),
  );
});

describe('compiled by TypeScript', () => {
  const ROOT = path.join(__dirname, '../../../..');
  const TSC = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'afterprod-types-'));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      noUnusedLocals: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      target: 'ES2023',
      module: 'NodeNext',
      moduleDetection: 'force',
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      types: [],
      paths: { 'afterprod/toggles': ['./afterprod.d.ts'] },
    };
    const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    write('afterprod.d.ts', declarations());
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What the package says of itself, without the SDK behind it. */
  function declarations(): string {
    const source = path.join(ROOT, 'functions/toggles/reader/toggles.ts');
    const out = path.join(folder, 'types');
    const args = ['--declaration', '--emitDeclarationOnly', '--outDir', out, '--skipLibCheck'];
    const more = ['--module', 'NodeNext', '--target', 'ES2023', '--types', 'node'];
    const rewrite = ['--rewriteRelativeImportExtensions', '--ignoreConfig', '--rootDir', ROOT];
    execFileSync(process.execPath, [TSC, source, ...args, ...more, ...rewrite], { cwd: ROOT });
    return [
      "export type { Toggles } from './types/functions/toggles/reader/toggles.js';",
      "export type { EvaluationContext } from './types/functions/toggles/reader/evaluation.js';",
    ].join('\n');
  }

  function compile(flags: Readonly<Record<string, Toggle>>, use: string): string {
    writeFileSync(path.join(folder, 'feature-toggles.ts'), toggleTypes(documentOf(flags)));
    writeFileSync(path.join(folder, 'use.ts'), use);
    const { stdout } = spawnSync(process.execPath, [TSC, '--project', folder], {
      encoding: 'utf8',
    });
    return stdout;
  }

  const text = "It's \\ `new` */ // \u2028 $";
  const flags: Record<string, Toggle> = Object.fromEntries([
    ['new-checkout', toggle({ metadata: { ...metadata, description: text } })],
    ['title', toggle({ variants: { off: 'Shop', on: text, old: 'Shop' } })],
    ['only', toggle({ variants: { off: 'one' } })],
    ['page-size', toggle({ variants: { off: 10, on: 50.5 } })],
    [
      'limits',
      toggle({
        variants: {
          off: { items: 5, names: ['a'], __proto__x: null, nested: { 'b-c': true } },
          on: { items: 9, names: [], nested: { 'b-c': false } },
        },
      }),
    ],
    ['delete', toggle()],
    ['a-b', toggle()],
    ['a.b', toggle()],
  ]);

  const USE = `
import type { Toggles } from 'afterprod/toggles';
import * as feature from './feature-toggles.ts';
export function use(toggles: Toggles) {
  const context = { targetingKey: 'a' };
  const on: boolean = feature.newCheckout(toggles, context);
  const title = feature.title(toggles);
  const isShop: boolean = title === 'Shop';
  const size: number = feature.pageSize(toggles, context);
  const items: number = feature.limits(toggles).items;
  const deep: boolean = feature.limits(toggles).nested['b-c'];
  const one: 'one' = feature.only(toggles);
  return [on, isShop, size, items, deep, one, feature.delete_, feature.$a$2db, feature.$a$2eb];
}
`;

  test('every type and every text compiles, strictly', () => {
    expect(compile(flags, USE)).toBe('');
  });

  test.each([
    ['a removed toggle', USE, 'new-checkout', "Property 'newCheckout' does not exist"],
    ['a variant that is gone', USE.replace("'Shop'", "'Old'"), '', 'have no overlap'],
  ])('%s breaks the build of who reads it', (_, use, removed, error) => {
    const { [removed]: _gone, ...others } = flags;
    expect(compile(others, use)).toContain(error);
  });
});

test('a variant that is newer than the file is the safe one, at run time too', () => {
  const source = toggleTypes(documentOf({ title: toggle({ variants: { off: 'a', on: 'b' } }) }));
  expect(source).toContain('): "a" | "b" {');
  expect(source).toContain('return value === "b" ? value : "a";');
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..');

/**
 * Who may import whom. A folder may always import itself. `types`: `import type` only; `domain`: types, and by value
 * the pure domain files (no SDK, no environment, no clock), which the next tests know.
 */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, 'values' | 'types' | 'domain'>>>> = {
  bin: { lib: 'values', local: 'values', cli: 'values', 'afterprod.config.ts': 'values' },
  'afterprod.config.ts': { lib: 'values', examples: 'values' },
  cli: { functions: 'values' },
  examples: {},
  functions: {},
  lib: { functions: 'domain' },
  local: { functions: 'domain' }, // of functions/alarms alone
  web: { functions: 'types' },
};

/** Packages that belong to some folders only. A name ending in `/` stands for all packages of that scope. */
const HOME_OF: Readonly<Record<string, readonly string[]>> = {
  'aws-cdk-lib': ['bin', 'lib', 'examples', 'afterprod.config.ts'],
  'cdk-nag': ['bin', 'lib'],
  constructs: ['bin', 'lib', 'examples', 'afterprod.config.ts'],
  esbuild: ['bin', 'lib', 'local'],
  dynalite: ['local'],
  commander: ['bin', 'cli'],
  afterprod: ['examples', 'functions'], // functions: `afterprod/widget/files`, the texts that browsers load
};

/** A handler may need another noun: it goes through that noun's store type and Dynamo adapter, and stands here. */
const OTHER_NOUNS: readonly string[] = [
  'alerts -> functions/feedback/statistics/count-hours.ts',
  'alerts -> functions/feedback/statistics/dynamo-feedback-counts.ts',
  'alerts -> functions/feedback/statistics/feedback-counts.ts',
  'alerts -> functions/releases/dynamo-release-store.ts',
  'alerts -> functions/releases/ledger.ts',
  'alerts -> functions/releases/release-store.ts',
  'alerts -> functions/toggles/store/change.ts',
  'alerts -> functions/toggles/store/dynamo-history.ts',
  'alerts -> functions/toggles/store/toggle-table.ts',
  'feedback -> functions/releases/release-store.ts',
  'feedback -> functions/toggles/exposures/dynamo-exposure-store.ts',
  'feedback -> functions/releases/dynamo-release-store.ts',
  'feedback -> functions/releases/ledger.ts',
  'feedback -> functions/releases/release-commits.ts',
  'feedback -> functions/releases/release-id.ts',
  'feedback -> functions/toggles/has-reached.ts',
  'feedback -> functions/toggles/lint/json-object.ts',
  'feedback -> functions/toggles/members/beta-segment.ts',
  'feedback -> functions/toggles/members/change-members.ts',
  'feedback -> functions/toggles/members/member-list.ts',
  'feedback -> functions/toggles/stage-toggles.ts',
  'feedback -> functions/toggles/store/conflict.ts',
  'feedback -> functions/toggles/store/dynamo-toggle-reader.ts',
  'feedback -> functions/toggles/store/dynamo-toggle-store.ts',
  'feedback -> functions/toggles/store/read-latest.ts',
  'feedback -> functions/toggles/store/toggle-store.ts',
  'feedback -> functions/toggles/toggle-document.ts',
  'feedback -> functions/toggles/toggle.ts',
  'probes -> functions/releases/release-store.ts',
  'probes -> functions/releases/dynamo-release-store.ts',
];

/** What keeps a file from being pure: it cannot be imported by value by lib. */
const IMPURE =
  /from '(@aws-sdk|@aws-lambda-powertools)|process\.env|Date\.now\(|new Date\(\)|Math\.random/;

const IMPORT = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]/gm;

/** Not the one of a type, which is gone when it runs. */
const LAZY_IMPORT = /(?<!typeof\s)\bimport\(\s*['"`]\.{1,2}\//;

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const folders = Object.keys(ALLOWED).filter((name) => existsSync(path.join(ROOT, name)));
const imports = folders.flatMap(sourceFiles).flatMap(importsOf);

test.each(folders)('%s imports only what the architecture allows', (folder) => {
  expect(
    imports
      .filter(({ from }) => from === folder)
      .filter(isForbidden)
      .map(written),
  ).toEqual([]);
});

test('a noun in functions/ imports itself and functions/shared, or an exception that is named', () => {
  const crossing = imports
    .filter(({ from, target }) => from === 'functions' && target.startsWith('functions/'))
    .map(({ file, target }) => ({ noun: nounOf(file), target }))
    .filter(({ noun, target }) => ![noun, 'shared'].includes(nounOf(target)))
    .map(({ noun, target }) => `${noun} -> ${target}`);
  expect([...new Set(crossing)].filter((crossed) => !OTHER_NOUNS.includes(crossed))).toEqual([]);
});

test('local knows of functions how alarms are evaluated, and nothing else', () => {
  const known = imports.filter(
    ({ from, target }) => from === 'local' && target.startsWith('functions/'),
  );
  expect(known.filter(({ target }) => nounOf(target) !== 'alarms').map(written)).toEqual([]);
});

test('functions/shared knows no noun', () => {
  const leaving = imports.filter(
    ({ file, target }) =>
      file.startsWith('functions/shared/') &&
      target.startsWith('functions/') &&
      nounOf(target) !== 'shared',
  );
  expect(leaving.map(written)).toEqual([]);
});

test('a package stays in the folders that it belongs to', () => {
  const strayed = imports.filter(({ from, target }) => {
    const home = HOME_OF[packageOf(target)];
    return home !== undefined && !home.includes(from);
  });
  expect(strayed.map(written)).toEqual([]);
});

test('only zod/mini is imported: zod bundles every locale', () => {
  expect(imports.filter(({ target }) => target === 'zod').map(written)).toEqual([]);
});

test('no file of our own is imported lazily: from the sources Node 20 itself would have to read TypeScript', () => {
  const files = folders.filter((folder) => folder !== 'web').flatMap(sourceFiles);
  const lazy = files.filter((file) =>
    LAZY_IMPORT.test(readFileSync(path.join(ROOT, file), 'utf8')),
  );
  expect(lazy).toEqual([]);
});

function sourceFiles(folder: string): string[] {
  if (folder.endsWith('.ts')) return [folder];
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => path.posix.join(folder, file));
}

function importsOf(file: string): Import[] {
  const [from = ''] = file.split('/');
  return [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(IMPORT)].map(
    ([, type, target = '']) => ({
      file,
      from,
      target: target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
      typeOnly: Boolean(type),
    }),
  );
}

function isForbidden({ from, target, typeOnly }: Import): boolean {
  const [to = ''] = target.split('/');
  if (to === from || !(to in ALLOWED)) return false;
  const permission = ALLOWED[from]?.[to];
  if (permission === 'values') return false;
  if (permission === 'types') return !typeOnly;
  if (permission === 'domain') return !typeOnly && !isPure(target);
  return true;
}

/** A domain file, and all that it imports by value, is pure. */
function isPure(file: string): boolean {
  if (IMPURE.test(readFileSync(path.join(ROOT, file), 'utf8'))) return false;
  return importsOf(file)
    .filter(({ target, typeOnly }) => !typeOnly && target.startsWith('functions/'))
    .every(({ target }) => isPure(target));
}

const nounOf = (file: string) => file.split('/')[1] ?? '';
const packageOf = (target: string) => target.split('/')[0] ?? '';
const written = ({ file, target }: Import) => `${file} -> ${target}`;

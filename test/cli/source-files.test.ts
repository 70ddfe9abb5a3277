import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { sourceFiles } from '../../cli/source-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterprod-source-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, content: string | Buffer = 'text'): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
}

const found = () => [...sourceFiles(folder)].map((file) => file.path);

test('the files that people wrote, in the order of their names', () => {
  for (const file of ['src/b.ts', 'src/a.py', 'README.md', 'src/deep/er/c.html']) write(file);
  expect(found()).toEqual(['README.md', 'src/a.py', 'src/b.ts', 'src/deep/er/c.html']);
});

test('not what others wrote or what was built, at any depth', () => {
  for (const skipped of ['node_modules', 'dist', 'cdk.out', 'coverage', '.git', '.afterprod']) {
    write(`${skipped}/a.js`);
    write(`packages/one/${skipped}/a.js`);
  }
  write('packages/one/distance.ts');
  expect(found()).toEqual(['packages/one/distance.ts']);
});

test('nothing binary, nothing over a megabyte', () => {
  write('image.png', Buffer.from([0x89, 0x50, 0, 1]));
  write('big.json', 'a'.repeat(1_000_001));
  write('just.json', 'a'.repeat(1_000_000));
  expect(found()).toEqual(['just.json']);
});

test('a link is not followed, also where it leads around', () => {
  write('src/a.ts');
  symlinkSync(folder, path.join(folder, 'src/again'));
  symlinkSync(path.join(folder, 'src/a.ts'), path.join(folder, 'b.ts'));
  expect(found()).toEqual(['src/a.ts']);
});

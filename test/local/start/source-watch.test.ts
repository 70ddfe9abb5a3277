import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchSources } from '../../../local/start/source-watch.ts';

let root: string;
let end: () => void;
let changes: number;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'afterprod-watch-'));
  mkdirSync(path.join(root, 'functions/feedback'), { recursive: true });
  changes = 0;
  end = watchSources(root, () => {
    changes += 1;
  });
});
afterEach(() => {
  end();
  rmSync(root, { recursive: true });
});

const file = (name: string) => path.join(root, name);
/** Longer than a burst of saves may last. */
const settled = () => sleep(300);

/** As most editors save. */
function replace(name: string, text: string): void {
  writeFileSync(file(`${name}.tmp`), text);
  renameSync(file(`${name}.tmp`), file(name));
}

test('a file that is written in place is noticed, once for a burst', async () => {
  for (const text of ['a', 'ab', 'abc']) writeFileSync(file('functions/feedback/post.ts'), text);
  await settled();
  expect(changes).toBe(1);
});

test('a file that is replaced by renaming is noticed each time, and when it is written in place after', async () => {
  for (const text of ['a', 'ab']) {
    replace('functions/feedback/post.ts', text);
    await settled();
  }
  writeFileSync(file('functions/feedback/post.ts'), 'abc');
  await settled();
  expect(changes).toBe(3);
});

test('a file in a folder that is new is noticed', async () => {
  mkdirSync(file('functions/toggles'));
  await settled();
  changes = 0;
  writeFileSync(file('functions/toggles/handler.ts'), 'a');
  await settled();
  expect(changes).toBe(1);
});

test('a folder that goes away ends nothing', async () => {
  rmSync(file('functions/feedback'), { recursive: true });
  await settled();
  changes = 0;
  writeFileSync(file('functions/a.ts'), 'a');
  await settled();
  expect(changes).toBe(1);
});

test('the settings count, other files beside them and swap files do not', async () => {
  writeFileSync(file('afterprod.config.ts'), 'a');
  await settled();
  expect(changes).toBe(1);
  writeFileSync(file('README.md'), 'a');
  writeFileSync(file('functions/.post.ts.swp'), 'a');
  writeFileSync(file('functions/post.ts~'), 'a');
  await settled();
  expect(changes).toBe(1);
});

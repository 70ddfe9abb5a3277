import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { nodeArguments } from '../../../support/bundled-programs.ts';
import { NOTES, startNotes } from '../../../support/notes.ts';

const ROOT = path.join(__dirname, '../../../..');

/** Starts the transfers, kills them after `count` answers, and gives the number of the last one. */
async function killAfter(count: number, dataDir: string): Promise<number> {
  const node = [...nodeArguments('test/support/transfers.ts'), dataDir];
  const child = spawn(process.execPath, node, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let answered = 0;
  let last = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    answered += 1;
    if (answered === count) child.kill('SIGKILL');
  }
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  return last;
}

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'kill-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a kill in the middle of transactions leaves each whole, and none that was answered is lost', async () => {
  for (const count of [50, 137]) {
    const last = await killAfter(count, dataDir);
    const notes = await startNotes({ dataDir });
    const scan = (IndexName?: string) => notes.call('Scan', { TableName: NOTES, IndexName });
    const [{ Items }, byKind] = await Promise.all([scan(), scan('by-kind')]).finally(notes.stop);

    const of = (pk: string) => Items.filter((item: { pk: { S: string } }) => item.pk.S === pk);
    const receipts = of('receipt').map((item: { sk: { N: string } }) => Number(item.sk.N));
    const sum = receipts.reduce((total: number, number: number) => total + number, 0);
    const amounts = of('balance').map((item: { amount: { N: string } }) => Number(item.amount.N));
    expect(receipts.length).toBeGreaterThan(last);
    expect(receipts.length).toBeLessThanOrEqual(last + 2); // the one under way may be there, whole
    expect(amounts.sort((a: number, b: number) => a - b)).toEqual([-sum, sum]);
    expect(byKind.Items).toHaveLength(2); // the index has no entry of an earlier kind
  }
}, 60_000);

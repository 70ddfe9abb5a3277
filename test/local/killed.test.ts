import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ssm } from '../../local/emulators/ssm.ts';
import { nodeArguments } from '../support/bundled-programs.ts';
import { startTestCloud } from '../support/cloud.ts';

/** On a busy machine. */
const STARTS_OF_PROCESSES_MS = 60_000;

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'killed-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** Runs a local cloud that writes, and kills it with SIGKILL after so many writes. */
async function runAndKill(writes: number): Promise<void> {
  const arguments_ = [...nodeArguments('test/support/killable-cloud.ts'), dataDir];
  const child = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let written = 0;
  for await (const dots of child.stdout) {
    written += dots.length;
    if (written >= writes) break;
  }
  child.kill('SIGKILL');
  await closed;
}

test(
  'a local cloud that was killed in the middle of writes starts again, cleanly and with its data',
  async () => {
    for (const writes of [150, 171, 203]) await runAndKill(writes);

    const cloud = await startTestCloud({ Resources: {} }, { dataDir, emulators: [ssm] });
    const { Parameters } = await cloud.cloud.call(
      'ssm',
      'GetParameters',
      { Names: Array.from({ length: 50 }, (_, n) => `p${n}`) },
      { kind: 'root' },
    );
    await cloud.stop();
    expect(Parameters.length).toBeGreaterThan(10);
    expect(cloud.heard).toEqual([]);
    expect(readdirSync(path.join(dataDir, 'ssm'))).not.toContain('state.json.corrupt');
  },
  STARTS_OF_PROCESSES_MS,
);

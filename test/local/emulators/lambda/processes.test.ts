import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { type LambdaCloud, startLambdaCloud } from '../../../support/lambda-cloud.ts';
import { isAlive, until } from '../../../support/processes.ts';

const FUNCTIONS = {
  pid: { source: 'exports.handler = async () => process.pid' },
  loop: {
    source: `exports.handler = async ({ file }) => {
      require('node:fs').writeFileSync(file, String(process.pid));
      for (;;);
    }`,
    properties: { Timeout: 60 },
  },
};

/** A local cloud in a process of its own, with one idle function and one in an endless loop. */
const HOST = `
require('tsx/cjs');
const { lambda } = require('${path.resolve('local/emulators/lambda.ts')}');
const { startLambdaCloud } = require('${path.resolve('test/support/lambda-cloud.ts')}');
startLambdaCloud({ emulators: [lambda], functions: ${JSON.stringify(FUNCTIONS)} }).then(async (cloud) => {
  const { payload } = await cloud.invoke('pid');
  require('node:fs').writeFileSync(process.argv[2] + '/idle', String(payload));
  await cloud.invoke('loop', { file: process.argv[2] + '/busy' });
});`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'processes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('no function process survives the end of the local cloud, busy or idle', async () => {
  const cloud: LambdaCloud = await startLambdaCloud({ emulators: [lambda], functions: FUNCTIONS });
  const { payload: idle } = await cloud.invoke('pid');
  const cut = cloud.invoke('loop', { file: path.join(folder, 'busy') }).catch(() => undefined);
  const busy = await pidIn('busy');
  await cloud.stop();
  await cut;
  expect([isAlive(idle), isAlive(busy)]).toEqual([false, false]);
});

test('no function process that is starting survives the end of the local cloud', async () => {
  const names = Array.from({ length: 4 }, (_, index) => `pid${index}`);
  const cloud: LambdaCloud = await startLambdaCloud({
    emulators: [lambda],
    functions: Object.fromEntries(names.map((name) => [name, FUNCTIONS.pid])),
    dataDir: folder,
  });
  const [early = [], late = []] = [names.slice(0, 2), names.slice(2)].map((some) =>
    some.map((FunctionName) => () => {
      const invocation = cloud.cloud.call('lambda', 'Invoke', { FunctionName }, { kind: 'root' });
      return invocation.catch(() => undefined);
    }),
  );
  const cut = early.map((invoke) => invoke());
  await nextTurn(); // one is on its way when the cloud begins to stop
  const stopped = cloud.stop();
  cut.push(...late.map((invoke) => invoke())); // and others come when it has
  await stopped;
  expect(processesOf(folder)).toEqual([]);
  await Promise.all(cut);
  expect(processesOf(folder)).toEqual([]);
});

test('no function process survives the kill of the local cloud, busy or idle', async () => {
  const script = path.join(folder, 'host.js');
  writeFileSync(script, HOST);
  const host = spawn(process.execPath, [script, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_PATH: path.resolve('node_modules'), NODE_NO_WARNINGS: '1' },
  });
  const pids = [await pidIn('idle'), await pidIn('busy')];
  expect(pids.map(isAlive)).toEqual([true, true]);
  host.kill('SIGKILL');
  await once(host, 'exit');
  await until(() => !pids.some(isAlive));
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Function processes are started with a bootstrap that lies in the local cloud's own folder. */
function processesOf(dataDir: string): readonly string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(dataDir));
}

async function pidIn(name: string): Promise<number> {
  const file = path.join(folder, name);
  await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
  return Number(readFileSync(file, 'utf8'));
}

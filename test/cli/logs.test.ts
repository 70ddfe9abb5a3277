import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { afterprod } from '../support/afterprod.ts';
import { createSmallApp, type SmallApp } from '../support/small-app.ts';
import { type StartProcess, startProcess } from '../support/start-process.ts';

jest.setTimeout(60_000);

let app: SmallApp;
let local: StartProcess;
let url: string;
let env: { AFTERPROD_LOCAL: string };

beforeAll(async () => {
  app = createSmallApp();
  app.save(
    "exports.handler = async (event) => { console.log('seen ' + event.queryStringParameters.word); return {}; };\n",
  );
  const data = path.join(app.root, '.afterprod');
  local = startProcess({ appRoot: app.root, data });
  url = (await local.ready()).apis['shop'] ?? '';
  env = { AFTERPROD_LOCAL: path.join(data, 'local.json') };
});
afterAll(async () => {
  await local.end('SIGTERM');
  app.remove();
});

test('a function’s lines are shown, by its short name and its whole name', async () => {
  await fetch(`${url}?word=first`);
  for (const name of ['hello', 'shop-prod-hello']) {
    const { code, stdout } = await afterprod(['local', 'logs', name], env);
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z {2}.*seen first$/m);
    expect(code).toBe(0);
  }
});

test('--follow goes on, and repeats nothing', async () => {
  const command = path.join(__dirname, '../../bin/afterprod.js');
  const child = spawn(process.execPath, [command, 'local', 'logs', 'hello', '--follow'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const says = (word: string) =>
    new Promise<void>((resolve) => {
      child.stdout.on('data', () => said.includes(word) && resolve());
    });
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const second = says('seen second');
  await fetch(`${url}?word=second`);
  await second;
  const third = says('seen third');
  await fetch(`${url}?word=third`);
  await third;
  child.kill();
  expect(said.match(/seen second/g)).toHaveLength(1);
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startTestCloud } from '../support/cloud.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'saved-shapes-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Starts over this document of the service; returns what people were told. */
async function noticesOver(service: string, saved: string): Promise<readonly string[]> {
  mkdirSync(path.join(dataDir, service));
  writeFileSync(path.join(dataDir, service, 'state.json'), saved);
  const cloud = await startTestCloud({ Resources: {} }, { dataDir });
  await cloud.stop();
  return cloud.heard.flatMap((event) => (event.kind === 'notice' ? [event.message] : []));
}

test.each([
  ['sns', '{"mails":{},"pending":[]}'],
  ['sns', '{"mails":[],"pending":[{}]}'],
  ['sns', '{"subscriptions":[{}]}'],
  ['ses', '{"mails":[{}]}'],
  ['scheduler', '{"waiting":{"a":1}}'],
  ['events', '{"rules":[1]}'],
  ['events', '{"waiting":[1]}'],
  ['cloudwatch', '{"alarms":{"a":1},"history":[]}'],
  ['cloudwatch', '{"alarms":{},"history":{}}'],
  ['lambda', '{"versions":[1]}'],
  ['lambda', '{"events":{"a":{}}}'],
  ['ssm', '{"p":1}'],
  ['ssm', '[null]'],
  ['apigateway', '{"key":5}'],
  ['custom-resources', '{"test/A":{}}'],
  ['sns', 'null'],
])('%s sets %s aside with one notice, and starts', async (service, saved) => {
  const notices = await noticesOver(service, saved);
  expect(notices).toEqual([expect.stringMatching(/state\.json is not readable.*kept as/)]);
  expect(existsSync(path.join(dataDir, service, 'state.json.corrupt'))).toBe(true);
});

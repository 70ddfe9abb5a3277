import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Stage } from '../../local/assembly.ts';
import { mailWithin } from '../support/mail-within.ts';
import {
  MINUTE_MS,
  type Storefront,
  type StorefrontOptions,
  startStorefront,
} from '../support/storefront.ts';

const IDEA = { kind: 'idea', message: 'Sell tea as well.' };
const DEAD_LETTERS = 'feedback-triage-dlq';

let running: Storefront | undefined;

async function start(options: StorefrontOptions = {}): Promise<Storefront> {
  running = await startStorefront(options);
  return running;
}

/** Notices are tried for an hour; one minute tells the same in less time. */
function giveUpAfterMinutes(minutes: number): (stage: Stage) => Stage {
  const shorten = (key: string, value: unknown) =>
    key === 'MaximumRecordAgeInSeconds' ? minutes * 60 : value;
  return (stage) => ({
    ...stage,
    stacks: stage.stacks.map((stack) => ({
      ...stack,
      template: JSON.parse(JSON.stringify(stack.template, shorten)),
    })),
  });
}

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

test('DynamoDB down for longer than notices are tried: the dead letter is announced, nothing is lost', async () => {
  const storefront = await start({ change: giveUpAfterMinutes(1) });
  const { clock, faults } = storefront.cloud;
  // Queries alone: the post is stored, and the notice's function cannot read it back. No throttling:
  // SDKs wait five times as long before they ask again, in real time.
  const untilMs = clock.now() + 3 * MINUTE_MS;
  faults.inject({ service: 'dynamodb', operation: 'Query', kind: 'error', untilMs });
  const response = await storefront.postFeedback(IDEA);
  expect(response.status).toBe(202);
  const { id } = (await response.json()) as { id: string };

  expect(await deadLetters(storefront)).toBe(0);
  await storefront.minutes(4);
  expect(await deadLetters(storefront)).toBe(1);
  const told = await mailWithin(10, storefront, ({ body }) => body.includes(DEAD_LETTERS));
  expect(told?.subject).toMatch(/^\[(page|ticket)\] afterprod prod/);

  expect(JSON.stringify(await feedbackItems(storefront))).toContain(id);
}, 120_000);

test('after a restart feedback, toggles and mails are there', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'afterprod-restart-'));
  try {
    const first = await start({ dataDir });
    await first.switchToggle('new-checkout', 'on');
    const { id } = (await (await first.postFeedback(IDEA)).json()) as { id: string };
    await first.minutes(1);
    await first.stop();

    const second = await start({ dataDir });
    expect(JSON.stringify(await feedbackItems(second))).toContain(id);
    const notices = (await second.mailbox()).filter(({ body }) => body.includes(id));
    expect(notices).toHaveLength(1);
    const page = await fetch(`${second.apis['storefront']}/`);
    expect(await page.text()).toContain('data-checkout="new"');
    await second.stop();
    running = undefined;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);

async function deadLetters({ cloud, queues }: Storefront): Promise<number> {
  const { Attributes } = await cloud.cloud.call(
    'sqs',
    'GetQueueAttributes',
    { QueueUrl: queues[DEAD_LETTERS], AttributeNames: ['ApproximateNumberOfMessages'] },
    { kind: 'root' },
  );
  return Number(Attributes.ApproximateNumberOfMessages);
}

async function feedbackItems({ cloud, tables }: Storefront): Promise<unknown> {
  const { Items } = await cloud.cloud.call(
    'dynamodb',
    'Scan',
    { TableName: tables['feedback'] },
    { kind: 'root' },
  );
  return Items;
}

import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';
import { focused, openByKeyboard, visit, writeByKeyboard } from '../support/widget-visit.ts';

/** What a 503 of the API asks for. */
const RETRY_AFTER_MS = 5_000;

let storefront: Storefront;
let browser: Browser;

beforeAll(async () => {
  [storefront, browser] = await Promise.all([startStorefront(), launchChromium()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
});

const storefrontUrl = () => `${storefront.apis['storefront']}/`;

test('what is written offline goes out by itself once the network is back, from another page, once', async () => {
  const { context, page } = await visit(browser, storefrontUrl());
  await openByKeyboard(page);
  await context.setOffline(true);
  await writeByKeyboard(page, 'Written in a tunnel.');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('status').getByText('did not get through yet').waitFor();
  expect(await focused(page)).toBe('Close');
  await page.close();

  await context.setOffline(false);
  const sent: (string | undefined)[] = [];
  context.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.headers()['idempotency-key']);
  });
  const [first, second] = [await context.newPage(), await context.newPage()];
  await Promise.all([first.goto(storefrontUrl()), second.goto(storefrontUrl())]);
  while ((await first.evaluate('localStorage.length')) !== 0);
  expect(sent).toHaveLength(1);
  await storefront.minutes(1);
  const bodies = (await storefront.mailbox()).map(({ body }) => body);
  expect(bodies.filter((body) => body.includes('Written in a tunnel.'))).toHaveLength(1);
});

test('while the API is down words wait, and it is asked again under the same key', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await page.clock.install();
  await page.reload();
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') keys.push(request.headers()['idempotency-key']);
  });
  const untilMs = storefront.cloud.clock.now() + 60_000;
  storefront.cloud.faults.inject({ service: 'dynamodb', kind: 'outage', untilMs });
  try {
    await openByKeyboard(page);
    await writeByKeyboard(page, 'Will this be lost?');
    await page.getByRole('button', { name: 'Send' }).press('Enter');
    await page.getByRole('status').getByText('did not get through yet').waitFor();
  } finally {
    storefront.cloud.faults.clear();
  }
  const patience = await page.evaluate('JSON.parse(Object.values(localStorage)[0]).holdUntilMs');
  expect(patience).toBeGreaterThan(0); // read from another origin's answer
  await page.clock.fastForward(RETRY_AFTER_MS);
  await page.getByRole('status').getByText('Thank you.').waitFor();
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
});

test('what the API refuses stays in the form', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await page.route('**/v1/feedback', (route) => route.fulfill({ status: 403, body: '{}' }));
  await openByKeyboard(page);
  await writeByKeyboard(page, 'Not today.');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('status').getByText('Your words are still here.').waitFor();
  expect(await page.getByLabel('In your words').inputValue()).toBe('Not today.');
});

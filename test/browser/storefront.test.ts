import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

const SCREENSHOT = path.join(__dirname, '../../docs/storefront.png');

let storefront: Storefront;
let browser: Browser;

beforeAll(async () => {
  [storefront, browser] = await Promise.all([startStorefront(), launchChromium()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
});

test('a switched toggle changes the page for a visitor who reloads it', async () => {
  const page = await openStorefront();
  await page.getByRole('button', { name: 'Go to checkout' }).waitFor();

  await storefront.switchToggle('new-checkout', 'on');
  await storefront.minutes(1);
  await page.reload();
  await page.getByRole('button', { name: 'Buy now in one step' }).waitFor();
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: SCREENSHOT, fullPage: true });
});

test('a visitor tells us by keyboard alone, from another origin, and the team hears of it', async () => {
  const page = await openStorefront();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.getByLabel('What is it?').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('The basket forgets its content.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('status');
  await answer.getByText('Thank you.').waitFor();
  const [, id = ''] = /have it: (\S+)/.exec(String(await answer.textContent())) ?? [];

  await storefront.minutes(1);
  const bodies = (await storefront.mailbox()).map(({ body }) => body);
  expect(bodies.filter((body) => body.includes(id))).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('words that did not get through stay in the form', async () => {
  const page = await openStorefront();
  const untilMs = storefront.cloud.clock.now() + 60_000;
  storefront.cloud.faults.inject({ service: 'dynamodb', kind: 'outage', untilMs });
  try {
    await page.getByLabel('In your words').fill('Will this be lost?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('status').getByText('That did not').waitFor();
    expect(await page.getByLabel('In your words').inputValue()).toBe('Will this be lost?');
  } finally {
    storefront.cloud.faults.clear();
  }
});

async function openStorefront(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1024, height: 800 } });
  await page.goto(`${storefront.apis['storefront']}/`);
  return page;
}

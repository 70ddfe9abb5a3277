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
  await page.getByRole('button', { name: 'Feedback' }).waitFor();
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: SCREENSHOT, fullPage: true });
});

async function openStorefront(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1024, height: 800 } });
  await page.goto(`${storefront.apis['storefront']}/`);
  return page;
}

import * as path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

const SCREENSHOT = path.join(__dirname, '../../docs/widget.png');

let storefront: Storefront;
let browser: Browser;

beforeAll(async () => {
  [storefront, browser] = await Promise.all([startStorefront(), launchChromium()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
});

/** A visitor with an empty browser; `complaints` is what its console says, Content-Security-Policy included. */
interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

async function visit(options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(storefrontUrl());
  return { context, page, complaints };
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

function storefrontUrl(): string {
  return `${storefront.apis['storefront']}/`;
}

/** To the widget's button, and on it: no mouse. */
async function openByKeyboard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Feedback' }).waitFor();
  await page.keyboard.press('Tab'); // the checkout
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Tell us' }).waitFor();
}

/** From the first kind to the message, and writes. */
async function writeByKeyboard(page: Page, message: string): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.type(message);
}

/** What has the focus, by its accessible name. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const { activeElement } = document.querySelector('afterprod-feedback').shadowRoot;
    return activeElement?.labels?.[0]?.textContent ?? activeElement?.textContent ?? '';
  })()`);
}

test('a visitor tells us by keyboard alone, from another origin, and the team hears of it', async () => {
  const { page, complaints } = await visit();
  await openByKeyboard(page);
  expect(await focused(page)).toBe('Something is broken');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('An idea');
  await writeByKeyboard(page, 'The basket forgets its content.');
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: SCREENSHOT });
  await page.keyboard.press('Tab'); // the thumbs
  await page.keyboard.press('Space');
  for (const _ of ['e-mail', 'consent', 'cancel', 'send']) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Send');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Thank you.').waitFor();

  const link = page.getByRole('link', { name: 'See what becomes of it' });
  expect(await link.getAttribute('href')).toMatch(/\/prod\/v1\/feedback\/[^#]+#[\w-]{40,}$/);
  await storefront.minutes(1);
  const bodies = (await storefront.mailbox()).map(({ body }) => body);
  expect(bodies.filter((body) => body.includes('The basket forgets'))).toHaveLength(1);
  expect(complaints).toEqual([]);
});

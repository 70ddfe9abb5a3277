import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type OfrepPage, type OfrepPageWindow, serveOfrepPage } from '../support/ofrep-page.ts';
import { type OfrepStorefront, startOfrepStorefront } from '../support/ofrep-storefront.ts';

const KEY = 'new-checkout';

let storefront: OfrepStorefront;
let browser: Browser;
let site: OfrepPage;

beforeAll(async () => {
  [storefront, browser, site] = await Promise.all([
    startOfrepStorefront(),
    launchChromium(),
    serveOfrepPage(),
  ]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storefront?.stop();
});

/** Tells what the page complained about, and how its requests were answered. */
interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly statuses: ReadonlySet<number>;
}

async function visit(): Promise<Visit> {
  const complaints: string[] = [];
  const statuses = new Set<number>();
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.url().includes('/ofrep/')) statuses.add(response.status());
  });
  await page.goto(site.url);
  return { page, complaints, statuses };
}

/** As the provider's README says, with the publishable key; it keeps its answers in localStorage. */
async function startToggles(page: Page, pollInterval = 0): Promise<void> {
  const headers = [['X-API-Key', storefront.apiKeys.publishable]];
  const options = { baseUrl: storefront.baseUrl, headers, pollInterval };
  await page.evaluate(
    (given) =>
      (globalThis as unknown as OfrepPageWindow).startToggles(given, { targetingKey: 'ann' }),
    options,
  );
}

function isOn(page: Page): Promise<boolean> {
  return page.evaluate((key) => (globalThis as unknown as OfrepPageWindow).isOn(key), KEY);
}

async function becomes(page: Page, wanted: boolean): Promise<void> {
  await page.waitForFunction(
    ([key, value]) => (globalThis as unknown as OfrepPageWindow).isOn(String(key)) === value,
    [KEY, wanted] as const,
  );
}

/** A person on call, and the ten seconds until the API has noticed. */
async function run(...args: readonly string[]): Promise<void> {
  expect(await storefront.command(...args)).toMatchObject({ code: 0, stderr: '' });
  await storefront.tenSeconds();
}

async function switchTo(variant: 'on' | 'off'): Promise<void> {
  await storefront.switchToggle(KEY, variant);
  await storefront.tenSeconds();
}

test('a page of another origin sees a kill at its next poll, without a word in its console', async () => {
  await switchTo('on');
  const { page, complaints, statuses } = await visit();
  await startToggles(page, 50);
  expect(await isOn(page)).toBe(true);

  await run('toggles', 'kill', KEY, '--why', 'it burns', '--yes');
  await becomes(page, false);
  await run('toggles', 'undo', KEY, '--why', 'it is out', '--yes');
  await becomes(page, true);
  expect(statuses).toEqual(new Set([200, 304]));
  expect(complaints).toEqual([]);
}, 60_000);

test('a page that is opened again starts with what it knew, and learns what has changed', async () => {
  await switchTo('on');
  const { page } = await visit();
  await startToggles(page);
  await switchTo('off');
  await page.reload();
  await startToggles(page);
  await becomes(page, false);
});

import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

let storefront: Storefront;
let browser: Browser;

beforeAll(async () => {
  [storefront, browser] = await Promise.all([startStorefront(), launchChromium()]);
  await flood();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
});

/** As triage leaves it when posts come too fast: for a day. */
async function flood(): Promise<void> {
  const nowSeconds = Math.floor(storefront.cloud.clock.now() / 1000);
  const keys = { current: { S: 'key' }, fromEpochSeconds: { N: String(nowSeconds) } };
  const Item = {
    pk: { S: 'CHALLENGE' },
    sk: { S: 'CHALLENGE' },
    keys: { M: keys },
    requiredUntilEpochSeconds: { N: String(nowSeconds + 86_400) },
  };
  const put = { TableName: storefront.tables['feedback'], Item };
  await storefront.cloud.cloud.call('dynamodb', 'PutItem', put, { kind: 'root' });
}

async function openedDialog() {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // Chromium reports each answer over 399, the expected one too.
    if (message.type() === 'error' && !message.text().includes('428'))
      complaints.push(message.text());
  });
  await page.goto(`${storefront.apis['storefront']}/`);
  await open(page);
  return { page, complaints };
}

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Feedback' }).click();
  await page.getByRole('dialog', { name: 'Tell us' }).waitFor();
}

async function send(page: Page, message: string): Promise<void> {
  await page.getByLabel('In your words').fill(message);
  await page.getByRole('button', { name: 'Send' }).click();
}

test('in a flood the browser works for the post, and its policy has nothing against it', async () => {
  const { page, complaints } = await openedDialog();
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(`${response.status()} ${response.url()}`));
  await send(page, 'Written in a flood.');
  await page.getByRole('status').getByText('Thank you.').waitFor();
  expect(loaded.filter((each) => each.endsWith('afterprod-feedback-prover.js'))).toHaveLength(1);
  expect(loaded.filter((each) => /^(428|202) .*\/v1\/feedback$/.test(each))).toHaveLength(2);
  expect(complaints).toEqual([]);
});

test('a slow telephone says how long it works; Cancel gives the words back and sends nothing', async () => {
  const { page, complaints } = await openedDialog();
  await page.route('**/v1/challenge', async (route) => {
    const answer = await route.fetch();
    const challenge = await answer.json();
    challenge.parameters.keyPrefix = 'ff'.repeat(16); // it takes for ever
    await route.fulfill({ response: answer, json: challenge });
  });
  const posted: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.url());
  });
  await send(page, 'Written on a slow telephone.');
  const status = page.getByRole('status');
  await status.getByText(/has to work for this: \d+ s at most/).waitFor();
  expect(await page.evaluate('localStorage.length')).toBe(1); // a page that is closed now loses nothing

  await page.getByRole('button', { name: 'Cancel' }).click();
  while ((await page.evaluate('localStorage.length')) !== 0);
  await open(page);
  expect(await page.getByLabel('In your words').inputValue()).toBe('Written on a slow telephone.');
  expect(await status.textContent()).toBe('');
  expect(posted).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('what cannot be worked for waits, and is sent with the next page', async () => {
  const { page } = await openedDialog();
  await page.route('**/v1/challenge', (route) => route.abort());
  await send(page, 'Nobody answers.');
  await page.getByRole('status').getByText('did not get through yet').waitFor();
  await page.unroute('**/v1/challenge');
  await page.evaluate(`(() => {
    const [name] = Object.keys(localStorage);
    localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage[name]), notBeforeMs: 0 }));
  })()`);
  await page.reload();
  while ((await page.evaluate('localStorage.length')) !== 0);
  const { Items } = await storefront.cloud.cloud.call(
    'dynamodb',
    'Scan',
    { TableName: storefront.tables['feedback'] },
    { kind: 'root' },
  );
  expect(JSON.stringify(Items)).toContain('Nobody answers.');
});

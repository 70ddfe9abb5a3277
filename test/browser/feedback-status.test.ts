import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { replyTo } from '../../functions/feedback/edits/reply-to.ts';
import { setStatus } from '../../functions/feedback/edits/set-status.ts';
import { launchChromium } from '../support/chromium.ts';
import { editFeedbackOf } from '../support/edit-feedback-of.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

const SCREENSHOT = path.join(__dirname, '../../docs/feedback-status.png');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '<img src=x onerror="document.title = 1">';

let storefront: Storefront;
let browser: Browser;

beforeAll(async () => {
  [storefront, browser] = await Promise.all([startStorefront(), launchChromium()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
});

async function post(message: string): Promise<{ id: string; statusUrl: string }> {
  const answer = await storefront.postFeedback({ kind: 'bug', message });
  return (await answer.json()) as { id: string; statusUrl: string };
}

async function open(url: string): Promise<{ page: Page; complaints: readonly string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** The team ships it, and says so. */
async function ship(id: string): Promise<void> {
  const author = () => ({ who: 'ann', at: new Date(storefront.cloud.clock.now()).toISOString() });
  await editFeedbackOf(storefront, id, setStatus('shipped', author()));
  await editFeedbackOf(storefront, id, replyTo('It forgets nothing any more.', author()));
}

/** With all that a reporter may see and do. */
async function photograph(page: Page, id: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  await ship(id);
  await page.reload();
  await page.getByText('Our answer').waitFor();
  await page.screenshot({ path: SCREENSHOT, fullPage: true });
}

test('a reporter sees by keyboard alone that it is live, and that it is still broken reopens it', async () => {
  const { id, statusUrl } = await post('The basket forgets its content.');
  const { page, complaints } = await open(statusUrl);
  await page.getByText('Received, and not decided yet').waitFor();
  await page.getByText('The basket forgets its content.').waitFor();
  expect(await page.getByRole('button', { name: 'It is still broken' }).count()).toBe(0);

  await ship(id);
  await page.reload();
  await page.getByText('Our answer: It forgets nothing any more.').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Thank you.').waitFor();
  await page.getByText('You said that it is still broken.').waitFor();
  await page.getByText('Received, and not decided yet').waitFor();
  expect(complaints).toEqual([]);
});

test('mails are confirmed by a click on the page that a mail leads to, and stopped there', async () => {
  const contact = { email: 'ann@home.example', consent: true };
  const body = { kind: 'bug', message: 'The basket forgets my address.', contact };
  const posted = await storefront.postFeedback(body);
  const { statusUrl } = (await posted.json()) as { statusUrl: string };
  await storefront.minutes(1);
  const mail = (await storefront.mailbox()).find(({ to }) => to === contact.email);
  const [link = ''] = /http\S+#\S+/.exec(mail?.body ?? '') ?? [];

  const own = await open(statusUrl);
  await own.page.getByText('Once you confirm by its link').waitFor();
  expect(await own.page.getByRole('button', { name: 'Yes, write to me' }).count()).toBe(0);

  const { page, complaints } = await open(link);
  await page.getByText('May we tell you by mail').waitFor(); // to open it confirms nothing
  await page.getByRole('button', { name: 'Yes, write to me' }).press('Enter');
  await page.getByText('We tell you by mail what becomes of it.').waitFor();
  expect(await page.getByRole('status').textContent()).toBe('Thank you.');
  await page.getByRole('button', { name: 'No mails about it' }).press('Enter');
  await page.getByText('You get no mails about it.').waitFor();
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as { violations: readonly unknown[] };
  expect(violations).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a beta tester leaves by a click, and joins again', async () => {
  const contact = {
    email: 'vera@home.example',
    consent: true,
    beta: { targetingKey: 'visitor-1' },
  };
  const message = 'The basket forgets its content.';
  const posted = await storefront.postFeedback({ kind: 'bug', message, contact });
  const { id, statusUrl } = (await posted.json()) as { id: string; statusUrl: string };
  await storefront.minutes(1);
  const mail = (await storefront.mailbox()).find(({ to }) => to === contact.email);
  const { page, complaints } = await open(/http\S+#\S+/.exec(mail?.body ?? '')?.[0] ?? '');
  await page.getByText('as soon as your e-mail address is confirmed').waitFor();
  expect(await page.getByRole('button', { name: 'Become a beta tester' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Yes, write to me' }).press('Enter');
  await page.getByText('You are being let in').waitFor();
  await storefront.minutes(1);

  const own = await open(statusUrl);
  await own.page.getByText('You are a beta tester').waitFor();
  await photograph(own.page, id);
  await own.page.getByRole('button', { name: 'Leave the beta test' }).press('Enter');
  await own.page.getByText('You are no beta tester.').waitFor();
  await own.page.getByRole('button', { name: 'Become a beta tester' }).press('Enter');
  await own.page.getByText('You are being let in').waitFor();
  await own.page.evaluate(AXE);
  expect(await own.page.evaluate('axe.run().then(({ violations }) => violations)')).toEqual([]);
  expect([...complaints, ...own.complaints]).toEqual([]);
});

test('what somebody wrote is shown as text, and nothing else of it happens', async () => {
  const { statusUrl } = await post(HOSTILE);
  const { page, complaints } = await open(statusUrl);
  await page.getByText(HOSTILE).waitFor();
  expect(await page.title()).toBe('Your feedback');
  expect(complaints).toEqual([]);
});

test('a reporter deletes it, and then it is gone', async () => {
  const { statusUrl } = await post('Never mind.');
  const { page } = await open(statusUrl);
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Delete my feedback' }).press('Enter');
  await page.getByRole('status').getByText('Your feedback is deleted.').waitFor();
  await page.reload();
  await page.getByText('There is no feedback here').waitFor();
});

test.each([
  ['without the secret', (url: string) => url.replace(/#.*/, '')],
  ['with another secret', (url: string) => `${url}x`],
])('%s nothing is shown', async (_, change) => {
  const { statusUrl } = await post('For my eyes only.');
  const { page } = await open(change(statusUrl));
  await page.getByText('There is no feedback here').waitFor();
  expect(await page.getByText('For my eyes only.').count()).toBe(0);
});

test('axe finds nothing, light or dark, and nothing is cut off on a telephone', async () => {
  const { id, statusUrl } = await post('x'.repeat(300));
  await ship(id);
  const { page } = await open(statusUrl);
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByText('Our answer').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    expect(await page.evaluate('axe.run().then(({ violations }) => violations)')).toEqual([]);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
});

import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { Browser, Page } from 'playwright-core';
import { imageTypeOf } from '../../functions/feedback/attachments/image-type.ts';
import { launchChromium } from '../support/chromium.ts';
import { noisyPng } from '../support/noisy-png.ts';
import { pictureIn } from '../support/picture-in.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';
import { focused } from '../support/widget-visit.ts';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Any picture will do. */
const PICTURE = path.join(__dirname, '../../docs/widget.png');

let storefront: Storefront;
let browser: Browser;
let s3: S3Client;

beforeAll(async () => {
  // What asks the visitor which tab may be seen is a window of the browser's own: here it is answered.
  const answered = '--auto-accept-this-tab-capture';
  [storefront, browser] = await Promise.all([startStorefront(), launchChromium(answered)]);
  const { endpoint, credentials, cloud } = storefront.cloud;
  s3 = new S3Client({ endpoint, credentials, region: cloud.region });
}, 60_000);

afterAll(async () => {
  s3?.destroy();
  await browser?.close();
  await storefront?.stop();
});

interface Visit {
  readonly page: Page;
  /** What its console says, Content-Security-Policy included. */
  readonly complaints: string[];
  /** Files of the widget that were loaded. */
  readonly loaded: string[];
}

async function visit(): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  const loaded: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${storefront.apis['storefront']}/`);
  await page.getByRole('button', { name: 'Feedback' }).press('Enter');
  await page.getByRole('dialog', { name: 'Tell us' }).waitFor();
  return { page, complaints, loaded };
}

async function write(page: Page, message: string): Promise<void> {
  await page.getByLabel('In your words').focus();
  await page.keyboard.type(message);
}

/** Presses Tab until this has the focus: a keyboard alone must lead there. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < 20; count += 1) {
    if ((await focused(page)).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way to ${name} by keyboard`);
}

const pictureOf = (statusUrl: string) => pictureIn(storefront, s3, statusUrl);

const statusLink = (page: Page) =>
  page.getByRole('link', { name: 'See what becomes of it' }).getAttribute('href');

/** Of the browser's own button in the field for a file. */
async function pickHeight(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const input = document.querySelector('afterprod-feedback').shadowRoot.querySelector('[type=file]');
    return getComputedStyle(input, '::file-selector-button').minHeight;
  })()`);
}

/** Green, below where the dialog opens. */
async function paintMiddle(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const patch = document.createElement('div');
    Object.assign(patch.style, { position: 'fixed', inset: '0', background: 'rgb(0, 128, 0)' });
    document.body.append(patch);
  })()`);
}

/** Whether the picture shows that, and neither the dialog nor what dims the page behind it. */
async function isMiddlePainted(page: Page): Promise<boolean> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('afterprod-feedback').shadowRoot.querySelector('canvas');
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d').getImageData(width / 2, height / 2, 1, 1).data;
    return [0, 128, 0].every((value, at) => Math.abs(value - pixels[at]) < 30); // as a film has it
  })()`);
}

/** By axe, for WCAG 2.2 AA and below. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`);
}

test('a visitor takes a picture of the page by keyboard alone, without the widget on it, and it goes along', async () => {
  const { page, complaints, loaded } = await visit();
  await paintMiddle(page);
  await write(page, 'Look at this.');
  const isFile = (file: string) => file.endsWith('afterprod-feedback-screenshot.js');
  expect(loaded.some(isFile)).toBe(false);
  await tabTo(page, 'Add a screenshot');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take a picture of this page' }).waitFor();
  expect(loaded.some(isFile)).toBe(true);
  expect(await focused(page)).toBe('Take a picture of this page');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Your screenshot' }).waitFor();
  expect(await focused(page)).toBe('Remove the screenshot');
  expect(await isMiddlePainted(page)).toBe(true); // where the dialog is
  expect(await violations(page)).toEqual([]);

  await tabTo(page, 'Send');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Thank you. We have it.', { exact: true }).waitFor();
  const picture = await pictureOf((await statusLink(page)) ?? '');
  expect(picture && imageTypeOf(picture)).toBe('image/webp');
  expect(complaints).toEqual([]);
});

test('a visitor chooses a file, removes it, and chooses again: a small picture of it goes along', async () => {
  const { page, complaints } = await visit();
  await write(page, 'This is what I saw.');
  await page.getByRole('button', { name: 'Add a screenshot' }).press('Enter');
  await page.getByLabel('Or choose a picture').setInputFiles(PICTURE);
  await page.getByText('Please look whether it shows anything private.').waitFor();
  await page.getByRole('button', { name: 'Remove the screenshot' }).press('Enter');
  expect(await page.getByRole('img', { name: 'Your screenshot' }).count()).toBe(0);
  expect(await focused(page)).toBe('Take a picture of this page');

  const noise = { name: 'noise.png', mimeType: 'image/png', buffer: noisyPng(2_400, 1_600) };
  await page.getByLabel('Or choose a picture').setInputFiles(noise);
  await page.getByRole('img', { name: 'Your screenshot' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('status').getByText('Thank you. We have it.', { exact: true }).waitFor();
  const picture = await pictureOf((await statusLink(page)) ?? '');
  expect(picture && imageTypeOf(picture)).toBe('image/webp');
  expect(picture?.length).toBeLessThanOrEqual(2 * 1024 * 1024);
  expect(complaints).toEqual([]);
});

test('while the picture is on its way it is to be seen, and nothing can be changed or sent', async () => {
  const { page } = await visit();
  await page.setViewportSize({ width: 500, height: 900 });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/attachments', async (route) => {
    await released;
    await route.continue();
  });
  await write(page, 'It takes its time.');
  await page.getByRole('button', { name: 'Add a screenshot' }).press('Enter');
  const pick = page.getByLabel('Or choose a picture');
  await pick.waitFor();
  expect(await pickHeight(page)).toBe('44px');
  await pick.setInputFiles(PICTURE);
  await page.getByRole('img', { name: 'Your screenshot' }).waitFor();
  const note = await page.getByText('shows anything private').boundingBox();
  const remove = await page.getByRole('button', { name: 'Remove the screenshot' }).boundingBox();
  expect((note?.y ?? 0) - (remove?.y ?? 0)).toBeGreaterThanOrEqual(44 + 5); // its focus ring

  const asked = page.waitForRequest('**/attachments');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await asked;
  const sending = await page.getByText('Sending…').boundingBox();
  const send = page.getByRole('button', { name: 'Send', disabled: true });
  const cancel = page.getByRole('button', { name: 'Cancel', disabled: true });
  const buttons = await send.boundingBox();
  expect((sending?.y ?? 0) + (sending?.height ?? 0)).toBeLessThan(buttons?.y ?? 0);
  expect((buttons?.y ?? 0) + (buttons?.height ?? 0)).toBeLessThan(900 - 8);
  expect(await page.locator('canvas').isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  await cancel.press('Enter');
  await page.locator('textarea').focus();
  await page.keyboard.type('lost');
  expect(await page.locator('textarea').inputValue()).toBe('It takes its time.');
  release();
  await page.getByRole('status').getByText('Thank you. We have it.', { exact: true }).waitFor();
  expect(await pictureOf((await statusLink(page)) ?? '')).toBeDefined();
  await page.getByRole('button', { name: 'Close' }).press('Enter');
  await page.getByRole('button', { name: 'Feedback' }).press('Enter');
  await page.getByRole('button', { name: 'Send', disabled: false }).waitFor();
});

test('what is no picture is said to be none, and sends nothing', async () => {
  const { page } = await visit();
  await page.getByRole('button', { name: 'Add a screenshot' }).press('Enter');
  const file = { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<script>') };
  await page.getByLabel('Or choose a picture').setInputFiles(file);
  await page.getByRole('status').getByText('cannot be read').waitFor();
  expect(await violations(page)).toEqual([]);
  await write(page, 'No picture then.');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('status').getByText('Thank you. We have it.', { exact: true }).waitFor();
  expect(await pictureOf((await statusLink(page)) ?? '')).toBeUndefined();
});

test('who says no to the question of the browser is left alone with it', async () => {
  const { page, complaints } = await visit();
  await page.evaluate(`navigator.mediaDevices.getDisplayMedia = async () => {
    throw new DOMException('no', 'NotAllowedError');
  }`);
  await page.getByRole('button', { name: 'Add a screenshot' }).press('Enter');
  const capture = page.getByRole('button', { name: 'Take a picture of this page' });
  await capture.press('Enter');
  await page.locator('afterprod-feedback:not([capturing])').waitFor({ state: 'attached' });
  expect(await focused(page)).toBe('Take a picture of this page');
  expect(await page.getByText('cannot be read').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a picture that does not get through takes no words with it', async () => {
  const { page } = await visit();
  await page.route('**/attachments', (route) => route.abort());
  await write(page, 'The words matter.');
  await page.getByRole('button', { name: 'Add a screenshot' }).press('Enter');
  await page.getByLabel('Or choose a picture').setInputFiles(PICTURE);
  await page.getByRole('img', { name: 'Your screenshot' }).waitFor();
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByText('Thank you. We have it. But the screenshot did not get').waitFor();
  expect(await statusLink(page)).toContain('/v1/feedback/');
});

test('where the file cannot be loaded, that is said, and the next click tries again', async () => {
  const { page } = await visit();
  await page.route('**/afterprod-feedback-screenshot.js', (route) => route.abort(), { times: 1 });
  const add = page.getByRole('button', { name: 'Add a screenshot' });
  await add.press('Enter');
  await page.getByRole('status').getByText('That did not work.').waitFor();
  await add.press('Enter');
  await page.getByRole('button', { name: 'Take a picture of this page' }).waitFor();
});

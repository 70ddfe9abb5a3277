import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';
import {
  descriptionOf,
  focused,
  openByKeyboard,
  visit,
  writeByKeyboard,
} from '../support/widget-visit.ts';

const SCREENSHOT = path.join(__dirname, '../../docs/widget.png');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let storefront: Storefront;
let browser: Browser;

beforeAll(async () => {
  [storefront, browser] = await Promise.all([startStorefront(), launchChromium()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
});

function storefrontUrl(): string {
  return `${storefront.apis['storefront']}/`;
}

test('a visitor tells us by keyboard alone, from another origin, and the team hears of it', async () => {
  const { page, complaints } = await visit(browser, storefrontUrl());
  await openByKeyboard(page);
  expect(await focused(page)).toBe('Something is broken');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('An idea');
  await writeByKeyboard(page, 'The basket forgets its content.');
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: SCREENSHOT });
  await page.keyboard.press('Tab'); // the thumbs
  await page.keyboard.press('Space');
  const between = ['e-mail', 'consent', 'beta', 'screenshot', 'cancel', 'send'];
  for (const _ of between) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Send');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Thank you. We have it.', { exact: true }).waitFor();

  const link = page.getByRole('link', { name: 'See what becomes of it' });
  const opened = page.waitForEvent('popup');
  await link.press('Enter');
  await (await opened).getByText('Received, and not decided yet').waitFor();
  await storefront.minutes(1);
  const bodies = (await storefront.mailbox()).map(({ body }) => body);
  expect(bodies.filter((body) => body.includes('The basket forgets'))).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('faults are said at their fields, and sending goes to the first of them', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await openByKeyboard(page);
  await page.getByLabel('E-mail').fill('nobody');
  await page.keyboard.press('Enter');
  const message = page.getByLabel('In your words');
  expect(await focused(page)).toBe('In your words');
  for (const label of ['In your words', 'E-mail', 'You may write']) {
    expect(await gapBelow(page.getByLabel(label))).toBeGreaterThanOrEqual(5); // its focus ring
  }
  expect(await descriptionOf(message)).toBe('Please write a few words.');
  expect(await descriptionOf(page.getByLabel('E-mail'))).toContain('This is no e-mail address.');
  expect(await descriptionOf(page.getByLabel('You may write'))).toContain('Please agree');
  await page.keyboard.type('x');
  expect(await message.getAttribute('aria-invalid')).toBeNull();
});

test('who wants to try new things first leaves an address, and goes by the key of the page', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await openByKeyboard(page);
  await page.getByLabel('In your words').fill('Let me try what is new.');
  expect(await page.getByText('Sent along').textContent()).not.toContain('how it knows you');
  await page.getByLabel('as a beta tester').press('Space');
  await page.getByText(/Sent along.*how it knows you/).waitFor();
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  expect(await descriptionOf(page.getByLabel('E-mail'))).toContain('Beta testers need');
  await page.getByLabel('E-mail').fill('ann@example.com');
  await page.getByLabel('You may write').press('Space');
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  const key = await page.locator('meta[name="afterprod-targeting-key"]').getAttribute('content');
  expect((await posted).postDataJSON().contact.beta).toEqual({ targetingKey: key });
  await page.getByRole('status').getByText('Thank you. We have it. Please look into').waitFor();
});

test('a page that does not say how toggles know its visitor asks nobody to be a beta tester', async () => {
  const { page } = await visit(browser, storefrontUrl());
  for (const said of ['ann@example.com', '', 'a\nb']) {
    await page.evaluate(`(() => {
      globalThis.afterprod = { targetingKey: ${JSON.stringify(said)} };
      const widget = document.querySelector('afterprod-feedback');
      widget.replaceWith(widget.cloneNode());
    })()`);
    await openByKeyboard(page);
    expect(await page.getByLabel('as a beta tester').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Slow Coffee' }).click();
  }
});

test('Escape closes the dialog, gives the focus back, and keeps the words', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await openByKeyboard(page);
  await writeByKeyboard(page, 'Half a sent');
  await page.keyboard.press('Escape');
  expect(await focused(page)).toBe('Feedback');
  await page.keyboard.press('Enter');
  expect(await page.getByLabel('In your words').inputValue()).toBe('Half a sent');
});

test('release, toggles and page come along, without what may be secret', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await page.goto(`${storefrontUrl()}?token=secret#part`);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await openByKeyboard(page);
  await writeByKeyboard(page, 'Where am I?');
  const said = await page.getByText('Sent along').textContent();
  expect(said).toMatch(/address and version of this page, what is switched on here, browser/);
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  const { context } = (await posted).postDataJSON();
  expect(context).toMatchObject({
    url: storefrontUrl(),
    release: await page.locator('#release').textContent(),
    toggles: { 'new-checkout': 'off' },
    viewport: { width: 1024, height: 800 },
  });
});

test('the field for machines tells of them, and people never get to it', async () => {
  const { page } = await visit(browser, storefrontUrl());
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await openByKeyboard(page);
  expect(await page.getByRole('textbox').count()).toBe(2);
  await page.locator('[name=website]').evaluate((input: { value: string }) => {
    input.value = 'https://watches.example';
  });
  await writeByKeyboard(page, 'Nice site.');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  const { form } = (await posted).postDataJSON();
  expect(form).toEqual({ trap: 'https://w', timeToFillMs: expect.any(Number) });
  expect(form.timeToFillMs).toBeGreaterThan(0);
});

test('speaks German where the page does, and mails will too', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await putAnotherWidget(page, 'de-AT');
  await page.getByRole('button', { name: 'Feedback' }).click();
  await page.getByRole('dialog', { name: 'Sagen Sie es uns' }).waitFor();
  expect(await page.getByRole('dialog').getAttribute('lang')).toBe('de-AT');
  expect(await page.evaluate('navigator.language')).toBe('en-US');
  await page.getByLabel('In Ihren Worten').fill('Der Korb vergisst alles.');
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Senden' }).click();
  expect((await posted).postDataJSON().context.locale).toBe('de-AT');
});

test('a page brings words, toggles and its last errors by itself', async () => {
  const { context, page } = await visit(browser, storefrontUrl());
  await context.addInitScript(`window.afterprod = {
    locales: { fr: { title: 'Dites-nous' } },
    toggles: () => ({ 'new-checkout': 'late', 'no name': 'left out' }),
  }`);
  await page.reload();
  await putAnotherWidget(page, 'fr');
  for (let count = 1; count <= 6; count += 1) {
    await page.evaluate(`dispatchEvent(new ErrorEvent('error', { message: 'broken ${count}' }))`);
  }
  await page.getByRole('button', { name: 'Feedback' }).click();
  await page.getByRole('dialog', { name: 'Dites-nous' }).waitFor();
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByLabel('In your words').fill('It burns.');
  await page.getByText(/Sent along.*its last errors/).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  expect((await posted).postDataJSON().context).toMatchObject({
    toggles: { 'new-checkout': 'late' },
    errors: ['broken 2', 'broken 3', 'broken 4', 'broken 5', 'broken 6'],
  });
});

/** Pixels from a field to what is said of it. */
function gapBelow(field: Locator): Promise<number> {
  return field.evaluate((input) => {
    const fault = input.closest('div')?.querySelector(`[id="${input.id}-error"]`);
    return (fault?.getBoundingClientRect().top ?? 0) - input.getBoundingClientRect().bottom;
  });
}

/** In place of the page's own, one that hears errors, on a page of this language. */
async function putAnotherWidget(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: 'Feedback' }).waitFor();
  await page.evaluate(`(() => {
    document.documentElement.lang = '${language}';
    const old = document.querySelector('afterprod-feedback');
    const widget = document.createElement('afterprod-feedback');
    for (const name of ['endpoint', 'key']) widget.setAttribute(name, old.getAttribute(name));
    widget.toggleAttribute('errors', true);
    old.replaceWith(widget);
  })()`);
}

test('axe finds nothing in light, dark and forced colours, faults shown or not', async () => {
  const { page } = await visit(browser, storefrontUrl());
  await page.getByRole('button', { name: 'Feedback' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await openByKeyboard(page);
  await page.getByLabel('E-mail').fill('nobody');
  await page.keyboard.press('Enter');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await violations(page)).toEqual([]);
});

test('on a telephone nothing is cut off, and every target takes a finger', async () => {
  const { page } = await visit(browser, storefrontUrl(), { viewport: { width: 360, height: 640 } });
  await openByKeyboard(page);
  await page.keyboard.press('Enter');
  expect(await page.locator('html').evaluate(isWhole)).toBe(true);
  expect(await page.getByRole('dialog').evaluate(isWhole)).toBe(true);
  const targets = page.locator('afterprod-feedback :is(button, label.choice, textarea):visible');
  for (const target of await targets.all()) {
    const { width, height } = (await target.boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
});

/** Whether nothing of it has to be scrolled to from side to side. */
function isWhole({ scrollWidth, clientWidth }: Record<'scrollWidth' | 'clientWidth', number>) {
  return scrollWidth <= clientWidth;
}

/** By axe, for WCAG 2.2 AA and below. Evaluated by the debugger, which no policy of the page stops. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html, any }) => [html, any.map(({ message }) => message)])]))`);
}

import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** A visitor with an empty browser; `complaints` is what its console says, Content-Security-Policy included. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

/** Opens the page in a browser of its own. */
export async function visit(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(url);
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

/** To the widget's button, and on it: no mouse. */
export async function openByKeyboard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Feedback' }).waitFor();
  await page.keyboard.press('Tab'); // the checkout
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Tell us' }).waitFor();
}

/** From the first kind to the message, and writes. */
export async function writeByKeyboard(page: Page, message: string): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.type(message);
}

/** What has the focus, by its accessible name. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const { activeElement } = document.querySelector('afterprod-feedback').shadowRoot;
    return activeElement?.labels?.[0]?.textContent ?? activeElement?.textContent ?? '';
  })()`);
}

/** What a screen reader says besides the label. */
export function descriptionOf(field: Locator): Promise<string> {
  return field.evaluate((input) => {
    const id = input.getAttribute('aria-describedby');
    return input.closest('div')?.querySelector(`[id="${id}"]`)?.textContent ?? '';
  });
}

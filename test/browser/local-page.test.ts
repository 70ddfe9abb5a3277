import type { Browser, Page } from 'playwright-core';
import { servePages } from '../../local/page/pages.ts';
import { launchChromium } from '../support/chromium.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';

const HOSTILE = '<img src=x onerror="document.title = 1">';

const Sender = {
  Type: 'AWS::SES::EmailIdentity',
  Properties: { EmailIdentity: 'shop.example' },
};

let cloud: TestCloud;
let browser: Browser;

beforeAll(async () => {
  [cloud, browser] = await Promise.all([
    startTestCloud({ 'shop-prod-alarms': { Resources: { Page: topic(), Mail: mail(), Sender } } }),
    launchChromium(),
  ]);
  servePages(cloud, 'prod');
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

test('what a mail says is shown as text, and nothing else of it happens', async () => {
  await cloud.cloud.call(
    'sns',
    'Publish',
    { TopicArn: topicArn(), Subject: HOSTILE, Message: HOSTILE },
    { kind: 'root' },
  );
  await cloud.clock.idle();
  const { page, complaints } = await openPage();
  const shown = page.locator('#mailbox details', { hasText: 'onerror' }).last();
  await shown.locator('summary').click();
  expect(await shown.locator('pre').textContent()).toBe(HOSTILE);
  expect(await page.title()).toBe('Afterprod, local cloud');
  expect(complaints).toEqual([]);
});

test('a mail of SES shows its headers and, as text, its HTML', async () => {
  const input = {
    FromEmailAddress: 'news@shop.example',
    Destination: { ToAddresses: ['vera@home.example'] },
    Content: {
      Simple: {
        Subject: { Data: 'Fixed' },
        Body: { Text: { Data: 'It is.' }, Html: { Data: HOSTILE } },
        Headers: [{ Name: 'List-Unsubscribe', Value: '<https://shop.example/leave>' }],
      },
    },
  };
  await cloud.cloud.call('ses', 'SendEmail', input, { kind: 'root' });
  const { page, complaints } = await openPage();
  const shown = page.locator('#mailbox details', { hasText: 'Fixed' });
  await shown.locator('summary').click();
  expect(await shown.locator('pre').allTextContents()).toEqual(['It is.', HOSTILE]);
  expect(await shown.locator('p').textContent()).toBe(
    'From: news@shop.example, List-Unsubscribe: <https://shop.example/leave>',
  );
  expect(complaints).toEqual([]);
});

test('the button moves driven time', async () => {
  const { page } = await openPage();
  const before = cloud.clock.now();
  await page.getByRole('button', { name: '+1 h' }).click();
  await page.getByRole('button', { name: '+1 h', disabled: false }).waitFor();
  expect(cloud.clock.now()).toBe(before + 3_600_000);
});

test('nothing is cut off on a telephone', async () => {
  const { page } = await openPage();
  await page.setViewportSize({ width: 360, height: 800 });
  await page.locator('#resources summary').first().click();
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(360);
});

async function openPage(): Promise<{ page: Page; complaints: readonly string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(cloud.endpoint);
  await page.getByText('Nothing fires').waitFor();
  return { page, complaints };
}

function topicArn(): string {
  return `arn:aws:sns:${cloud.client.region}:${cloud.cloud.accountId}:shop-prod-page`;
}

function topic() {
  return { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'shop-prod-page' } };
}

function mail() {
  return {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'Page' }, Protocol: 'email', Endpoint: 'me@example.com' },
  };
}

import { MINUTE_MS, type Storefront, startStorefront } from '../support/storefront.ts';

let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront();
});

afterAll(() => storefront.stop());

afterEach(async () => {
  await storefront.switchToggle('storefront-failing', 'off');
  await storefront.minutes(1);
});

test('a broken storefront is found, announced, and called well again once it is mended', async () => {
  await storefront.minutes(4);
  expect(alarmStates('availability')).not.toContain('ALARM');

  await storefront.switchToggle('storefront-failing', 'on');
  await storefront.minutes(5);
  const alarm = await mailWith(/^\[page\] storefront prod: .*probe-health-availability/);
  expect(alarm.to).toBe('oncall@example.com');
  expect(alarm.body).toContain('storefront-prod');

  await storefront.switchToggle('storefront-failing', 'off');
  await storefront.minutes(8);
  const ok = await mailWith(/^\[.*(over|resolved)/i);
  expect(Date.parse(ok.at) - Date.parse(alarm.at)).toBeGreaterThan(MINUTE_MS);
});

test('a toggle changes the page', async () => {
  await storefront.switchToggle('new-checkout', 'off');
  await storefront.minutes(1);
  const before = await page();

  await storefront.switchToggle('new-checkout', 'on');
  await storefront.minutes(1);
  const after = await page();

  expect(before.status).toBe(200);
  expect(after.status).toBe(200);
  expect(before.html).toContain('data-checkout="classic"');
  expect(after.html).toContain('data-checkout="new"');
});

test('the storefront names its release as the record does', async () => {
  const { html } = await page();
  const releases = await storefront.cloud.cloud.call(
    'dynamodb',
    'GetItem',
    {
      TableName: storefront.tables['releases'],
      Key: { pk: { S: 'CURRENT' }, sk: { S: 'CURRENT' } },
    },
    { kind: 'root' },
  );
  const releaseId: string = releases.Item.releaseId.S;
  expect(releaseId).toMatch(/^[0-9a-f]{7,}$/);
  expect(html).toContain(releaseId.slice(0, 7));
});

function alarmStates(name: string): string[] {
  return storefront.heard.flatMap((event) =>
    event.kind === 'alarm' && event.alarmName.includes(name) ? [event.to] : [],
  );
}

async function mailWith(subject: RegExp) {
  const mails = await storefront.mailbox();
  const mail = mails.find((each) => subject.test(each.subject));
  if (!mail) throw new Error(`No mail like ${subject}: ${mails.map((each) => each.subject)}`);
  return mail;
}

async function page(): Promise<{ status: number; html: string }> {
  const response = await fetch(`${storefront.apis['storefront']}/`, {
    headers: { cookie: 'visitor=e2e' },
  });
  return { status: response.status, html: await response.text() };
}

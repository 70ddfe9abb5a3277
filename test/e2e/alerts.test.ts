import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { mailWithin } from '../support/mail-within.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly atMs: number;
}

const ROOT = { kind: 'root' } as const;
const SECRET = 'storefront-prod-alerts-hook';

let storefront: Storefront;
let receiver: Server;
let key = '';
const received: Received[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      received.push({ headers, body, atMs: storefront.cloud.clock.now() });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  storefront = await startStorefront();
  key = await connect(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
});

afterAll(async () => {
  await storefront.stop();
  await new Promise((resolve) => receiver.close(resolve));
});

test('a broken storefront is one alert, by mail and by signed webhook, and is resolved once it is mended', async () => {
  await storefront.minutes(4);
  await storefront.switchToggle('storefront-failing', 'on');
  await storefront.minutes(6);
  const triggers = alertsOfStorefront().filter(({ type }) => type === 'alert.triggered');
  expect(triggers).toHaveLength(1);
  const [{ data }] = triggers as [Told];
  expect(data.alert).toMatchObject({ service: 'storefront', stage: 'prod', severity: 'page' });
  expect(data.release?.id).toMatch(/^[0-9a-f]{7,}/);
  expect(data.toggles.map((toggle) => toggle.key)).toContain('storefront-failing');
  const pages = (await storefront.mailbox()).filter(({ to }) => to === 'oncall@example.com');
  expect(pages).toHaveLength(1);
  expect(pages[0]?.body).toContain('storefront-failing');

  await storefront.switchToggle('storefront-failing', 'off');
  const isEnd = ({ subject }: { readonly subject: string }) => /resolved.*storefront/.test(subject);
  await mailWithin(15, storefront, isEnd);
  await storefront.minutes(1);
  const ends = alertsOfStorefront().filter(({ type }) => type === 'alert.resolved');
  expect(ends.map((end) => end.data.alert.id)).toEqual([data.alert.id]);
  const all = (await storefront.mailbox()).filter(({ to }) => to === 'oncall@example.com');
  const subjects = all.map(({ subject }) => subject); // the newest first
  expect(subjects[0]).toMatch(/over|resolved/i);
  expect(subjects.slice(1, -1).filter((subject) => !subject.includes('still'))).toEqual([]);
  expect(subjects.at(-1)).toBe(pages[0]?.subject);
}, 90_000);

interface Told {
  readonly type: string;
  readonly data: {
    readonly alert: { readonly id: string; readonly service: string };
    readonly release?: { readonly id: string };
    readonly toggles: readonly { readonly key: string }[];
  };
}

/** Each is verified as any receiver would, by a clock that goes as the cloud's. */
function alertsOfStorefront(): readonly Told[] {
  return received.map(verified).filter(({ data }) => data.alert.service === 'storefront');
}

function verified({ headers, body, atMs }: Received): Told {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(atMs);
  try {
    return new Webhook(`whsec_${key}`).verify(body, headers) as Told;
  } finally {
    clock.mockRestore();
  }
}

/** As `afterprod alerts connect` does. */
async function connect(url: string): Promise<string> {
  const { cloud } = storefront.cloud;
  const { SecretString } = await cloud.call(
    'secretsmanager',
    'GetSecretValue',
    { SecretId: SECRET },
    ROOT,
  );
  const secret = JSON.parse(SecretString);
  await cloud.call(
    'secretsmanager',
    'PutSecretValue',
    { SecretId: SECRET, SecretString: JSON.stringify({ ...secret, url }) },
    ROOT,
  );
  return secret.key;
}

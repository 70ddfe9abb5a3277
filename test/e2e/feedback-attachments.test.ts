import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(60_000);

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3]);
const PICTURE = { contentType: 'image/png', bytes: PNG.length };

let storefront: Storefront;
let s3: S3Client;

beforeAll(async () => {
  storefront = await startStorefront();
  const { endpoint, credentials, cloud } = storefront.cloud;
  s3 = new S3Client({ endpoint, credentials, region: cloud.region });
});
afterAll(async () => {
  s3?.destroy();
  await storefront?.stop();
});

interface Form {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Posts feedback, and gives what its reporter can do from then on. */
async function report(message: string) {
  const posted = await storefront.postFeedback({ kind: 'bug', message });
  const { id, statusUrl } = (await posted.json()) as { id: string; statusUrl: string };
  const [address, secret] = statusUrl.split('#');
  const ask = (path: string, init: RequestInit, authorization = `Bearer ${secret}`) =>
    fetch(`${address}${path}`, {
      ...init,
      headers: {
        authorization,
        'content-type': 'application/json',
        origin: 'https://shop.example',
      },
    });
  return {
    id,
    ask: (authorization?: string) =>
      ask('/attachments', { method: 'POST', body: JSON.stringify(PICTURE) }, authorization),
    erase: () => ask('', { method: 'DELETE' }),
  };
}

async function upload({ url, fields }: Form, file: Uint8Array = PNG): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(file)]));
  return fetch(url, { method: 'POST', body: form, headers: { origin: 'https://shop.example' } });
}

async function keysOf({ url }: Form, id: string): Promise<readonly (string | undefined)[]> {
  const Bucket = new URL(url).pathname.slice(1);
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket, Prefix: `quarantine/${id}/` }),
  );
  return Contents.map(({ Key }) => Key);
}

/** As time to live does, which takes two hours of driven time. */
async function expireLate(id: string): Promise<void> {
  const { cloud, tables } = storefront;
  const Key = { pk: { S: `LATE#${id}` }, sk: { S: 'LATE' } };
  const input = { TableName: tables['feedback'], Key, ReturnValues: 'ALL_OLD' };
  const { Attributes } = await cloud.cloud.call('dynamodb', 'DeleteItem', input, { kind: 'root' });
  expect(Attributes).toBeDefined();
}

test('a picture goes straight to the quarantine, from a page of another origin, and with its feedback', async () => {
  const { id, ask, erase } = await report('The picture says it all.');
  const asked = await ask();
  expect(asked.status).toBe(201);
  const form = (await asked.json()) as Form;
  const sent = await upload(form);
  expect(sent.status).toBe(204);
  expect(sent.headers.get('access-control-allow-origin')).toBe('*'); // as the settings of this app say
  expect(await keysOf(form, id)).toEqual([form.fields['key']]);

  expect((await erase()).status).toBe(204);
  await storefront.minutes(1);
  expect(await keysOf(form, id)).toEqual([]);
  expect((await upload(form)).status).toBe(204); // the form lives on: it was signed before
  await expireLate(id);
  await storefront.minutes(1);
  expect(await keysOf(form, id)).toEqual([]);
  expect((await ask()).status).toBe(404);
});

test('the quarantine takes no other type, no more than 2 MB, and shows nothing to anybody', async () => {
  const { id, ask } = await report('This is not a picture.');
  const form = (await (await ask()).json()) as Form;
  const page = await upload({ ...form, fields: { ...form.fields, 'Content-Type': 'text/html' } });
  expect(page.status).toBe(403);
  const large = await upload(form, new Uint8Array(2 * 1024 * 1024 + 1));
  expect(large.status).toBe(400);
  expect(await large.text()).toContain('EntityTooLarge');
  expect(await keysOf(form, id)).toEqual([]);
  expect((await upload(form)).status).toBe(204);
  expect((await fetch(`${form.url}/${form.fields['key']}`)).ok).toBe(false);
});

test('a fourth picture is one too many, and a stranger gets no form', async () => {
  const { ask } = await report('Many pictures.');
  expect((await ask('Bearer nobody')).status).toBe(404);
  expect((await ask('')).status).toBe(401);
  const statuses: number[] = [];
  for (let count = 1; count <= 4; count += 1) statuses.push((await ask()).status);
  expect(statuses).toEqual([201, 201, 201, 409]);
});

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { uploadPicture } from '../../../web/widget/screenshot/upload-picture.ts';

const PICTURE = new Blob(['pixels'], { type: 'image/webp' });

let server: Server;
let address: string;
let asked: { url: string | undefined; authorization: string | undefined; body: string };
let sent: FormData | undefined;
let statuses: { ask: number; send: number };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const status = request.url === '/bucket' ? await receive(request) : await ask(request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url: `${address}/bucket`, fields: { key: 'k', Policy: 'p' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  sent = undefined;
  statuses = { ask: 201, send: 204 };
});

async function ask(request: IncomingMessage): Promise<number> {
  const { url, headers } = request;
  const body = (await bytesOf(request)).toString();
  asked = { url, authorization: headers.authorization, body };
  return statuses.ask;
}

async function receive(request: IncomingMessage): Promise<number> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const body = new Uint8Array(await bytesOf(request));
  sent = await new Response(body, { headers }).formData();
  return statuses.send;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

const upload = () => uploadPicture(PICTURE, `${address}/v1/feedback/1#secret`);

test('asks with the secret, which is in no address, and sends all fields before the file', async () => {
  expect(await upload()).toBe(true);
  expect(asked).toEqual({
    url: '/v1/feedback/1/attachments',
    authorization: 'Bearer secret',
    body: '{"contentType":"image/webp","bytes":6}',
  });
  expect([...(sent?.keys() ?? [])]).toEqual(['key', 'Policy', 'file']);
  const file = sent?.get('file');
  expect(file instanceof Blob && (await file.text())).toBe('pixels');
});

test.each([
  ['is given no form', { ask: 409, send: 204 }],
  ['is refused by S3', { ask: 201, send: 403 }],
])('says that the picture did not get through where it %s', async (_, answers) => {
  statuses = answers;
  expect(await upload()).toBe(false);
  expect(sent === undefined).toBe(answers.ask !== 201);
});

test.each(['http://127.0.0.1:1/x#secret', ''])('never rejects: %j', async (statusUrl) => {
  expect(await uploadPicture(PICTURE, statusUrl)).toBe(false);
});

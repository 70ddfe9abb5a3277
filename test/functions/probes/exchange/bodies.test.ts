import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ask } from '../../../../functions/probes/exchange/ask.ts';
import type { Failed } from '../../../../functions/probes/exchange/failed.ts';
import type { SeenHttp } from '../../../../functions/probes/exchange/seen.ts';
import { askTools } from '../../../support/ask-tools.ts';
import { authenticatorUnderTest } from '../../../support/authenticator-under-test.ts';
import { probeRequest } from '../../../support/probe-request.ts';
import { closeTargets, startTarget } from '../../../support/target.ts';

afterEach(closeTargets);

const KEPT_BYTES = 256 * 1024;

/** What is seen of a body that is said to be packed so. */
async function seeBody(body: Buffer, encoding?: string): Promise<SeenHttp | Failed> {
  const target = await startTarget((_, response) => {
    if (encoding) response.setHeader('content-encoding', encoding);
    response.end(body);
  });
  const { authenticate } = authenticatorUnderTest();
  const tools = askTools();
  return ask(await authenticate(probeRequest({ url: target.url })), tools.nowMs() + 5_000, tools);
}

/** Whether a body begins so: jest compares bytes one by one, and takes a second for these. */
function keeps(seen: SeenHttp | Failed, expected: Buffer): boolean {
  if (seen.kind === 'failed') throw new Error(seen.message);
  return expected.equals(seen.body.subarray(0, expected.length)) && seen.body.length <= KEPT_BYTES;
}

test('a body is what came, byte by byte', async () => {
  const body = Buffer.from([0xff, 0xfe, 0, 0x68]);
  expect(await seeBody(body)).toMatchObject({ body, isTruncated: false });
});

test.each([
  [KEPT_BYTES, false],
  [KEPT_BYTES + 1, true],
])('of %d bytes 256 kB are kept', async (length, isTruncated) => {
  const seen = await seeBody(Buffer.alloc(length, 'a'));
  expect(seen).toMatchObject({ isTruncated });
  expect(keeps(seen, Buffer.alloc(KEPT_BYTES, 'a'))).toBe(true);
});

test('an endless body is read no further', async () => {
  let sent = 0;
  const target = await startTarget((_, response) => {
    const chunk = Buffer.alloc(64 * 1024);
    const flow = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', flow);
    flow();
  });
  const { authenticate } = authenticatorUnderTest();
  const request = await authenticate(probeRequest({ url: target.url }));
  const tools = askTools();
  const seen = await ask(request, tools.nowMs() + 5_000, tools);
  expect(seen).toMatchObject({ status: 200, isTruncated: true });
  expect(sent).toBeLessThan(16 * 1024 * 1024); // what the sockets' buffers hold
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('a body that comes as %s, though nobody asked for it, is unpacked', async (encoding, pack) => {
  const body = Buffer.from('{"status":"ok"}');
  expect(await seeBody(pack(body), encoding)).toMatchObject({ body, isTruncated: false });
});

test('what unpacks to gigabytes is unpacked to 256 kB', async () => {
  const megabyte = gzipSync(Buffer.alloc(1024 * 1024)); // 1 kB, and 200 of them are one stream, too
  const seen = await seeBody(Buffer.concat(Array<Buffer>(200).fill(megabyte)), 'gzip');
  expect(seen).toMatchObject({ isTruncated: true });
  expect(keeps(seen, Buffer.alloc(KEPT_BYTES))).toBe(true);
});

test('what follows the first 256 kB is not unpacked', async () => {
  const packed = gzipSync(Buffer.alloc(1024 * 1024));
  packed.fill(0xff, packed.length - 8); // its check sum
  expect(await seeBody(packed, 'gzip')).toMatchObject({ kind: 'http', isTruncated: true });
});

test('a packed body that was cut is unpacked as far as it goes', async () => {
  const body = Buffer.alloc(KEPT_BYTES + 10_000, 'as it is');
  const seen = await seeBody(gzipSync(body, { level: 0 }), 'gzip');
  expect(seen).toMatchObject({ isTruncated: true });
  expect(keeps(seen, body.subarray(0, KEPT_BYTES - 100))).toBe(true);
});

test('a body that is not packed as it says is none', async () => {
  expect(await seeBody(Buffer.from('plain'), 'gzip')).toMatchObject({
    kind: 'failed',
    code: 'BAD_ENCODING',
    message: 'its body is not gzip, as it says',
    status: 200,
  });
});

test('what nobody here unpacks is left as it is', async () => {
  const body = Buffer.from('packed');
  expect(await seeBody(body, 'zstd')).toMatchObject({ body, isTruncated: false });
});

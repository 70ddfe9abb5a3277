import { createBrotliDecompress, createGunzip, createInflate, constants as zlib } from 'node:zlib';
import { BAD_ENCODING, type Failed } from './failed.ts';
import { LimitedBody } from './limited-body.ts';
import type { SeenHttp } from './seen.ts';

/** What was cut off may be unpacked as far as it goes. */
const CUT = { finishFlush: zlib.Z_SYNC_FLUSH };
const CUT_BROTLI = { finishFlush: zlib.BROTLI_OPERATION_FLUSH };

/** Takes the packing off a body that came packed although we asked for none: its first 256 kB, however much it holds. */
export function unpack(seen: SeenHttp): SeenHttp | Failed | Promise<SeenHttp | Failed> {
  const encoding = seen.headers.get('content-encoding')?.trim().toLowerCase();
  const unpacker = seen.body.length > 0 ? unpackerOf(encoding, seen.isTruncated) : undefined;
  if (unpacker === undefined) return seen;
  return new Promise((settle) => {
    const body = new LimitedBody();
    const finish = () => {
      unpacker.destroy();
      const isTruncated = seen.isTruncated || body.isFull;
      settle({ ...seen, body: body.bytes(), isTruncated });
    };
    unpacker
      .on('data', (chunk: Buffer) => {
        body.add(chunk);
        if (body.isFull) finish();
      })
      .on('end', finish)
      .on('error', () => settle(brokenPacking(seen, encoding)))
      .end(seen.body);
  });
}

function unpackerOf(encoding: string | undefined, isCut: boolean) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(isCut ? CUT : {});
    case 'deflate':
      return createInflate(isCut ? CUT : {});
    case 'br':
      return createBrotliDecompress(isCut ? CUT_BROTLI : {});
    default:
      return undefined; // what nobody unpacks is judged as it is
  }
}

function brokenPacking({ status, phases }: SeenHttp, encoding = ''): Failed {
  const message = `its body is not ${encoding}, as it says`;
  return { kind: 'failed', code: BAD_ENCODING, message, during: 'body', status, phases };
}

import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { BucketCloud } from '../../../support/bucket.ts';
import { keysIn, PAGE, presign, read, send, startFormCloud } from '../../../support/posted-form.ts';

let cloud: BucketCloud;
beforeAll(async () => {
  cloud = await startFormCloud();
});
afterAll(() => cloud.stop());

describe('a presigned form', () => {
  test('stores the file with what its fields say', async () => {
    const fields = { 'Content-Type': 'image/png', 'x-amz-meta-tenant': 'shop' };
    const answer = await send(await presign(cloud, { key: 'a/stored', fields }));
    expect(answer.status).toBe(204);
    expect(answer.headers.get('location')).toBe(`${cloud.endpoint}/quarantine/a/stored`);
    expect(await stored('a/stored')).toEqual({
      type: 'image/png',
      text: 'pixels',
      metadata: { tenant: 'shop' },
    });
  });

  test.each([
    ['200', 200, ''],
    ['201', 201, '<Key>a/1</Key>'],
    ['999', 204, ''],
  ])('with success_action_status %s is answered %i', async (wanted, status, part) => {
    const fields = { success_action_status: wanted };
    const answer = await send(await presign(cloud, { fields }));
    expect(answer).toMatchObject({ status, text: expect.stringContaining(part) });
  });

  test('may let the file name itself', async () => {
    const post = await presign(cloud, { key: `a/$${'{filename}'}`, fields: {} });
    const answer = await send(post, { file: new File(['x'], 'my $& ä.png') });
    expect(answer.status).toBe(204);
    expect(await keysIn(cloud)).toContain('a/my $& ä.png');
  });

  test('what comes after the file does not count', async () => {
    const { url, fields } = await presign(cloud, { key: 'a/after' });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['x']));
    form.append('key', 'a/other');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
    expect(await keysIn(cloud)).not.toContain('a/other');
  });
});

describe('a page of another origin', () => {
  const preflight = (headers: Record<string, string>, name = 'quarantine') =>
    fetch(`${cloud.endpoint}/${name}`, {
      method: 'OPTIONS',
      headers: { origin: PAGE, 'access-control-request-method': 'POST', ...headers },
    }).then(read);

  test('may post and read the answer, be it a refusal', async () => {
    for (const file of ['x', 'x'.repeat(21)]) {
      const { headers } = await send(await presign(cloud), { file, headers: { origin: PAGE } });
      expect(headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(headers.get('vary')).toContain('Origin');
    }
    const other = await send(await presign(cloud), { headers: { origin: 'https://else.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('asks before by a preflight', async () => {
    const { status, headers } = await preflight({
      'access-control-request-headers': 'X-One, x-two',
    });
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'X-One, x-two',
      'access-control-max-age': '60',
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['origin', { origin: 'https://shop.example.evil.example' }, 'quarantine'],
    ['method', { 'access-control-request-method': 'PUT' }, 'quarantine'],
    ['header', { 'access-control-request-headers': 'x-one, authorization' }, 'quarantine'],
    ['bucket without rules', {}, 'clean'],
  ])('is refused by its %s', async (_, headers, name) => {
    expect(await preflight(headers, name)).toMatchObject({ status: 403, code: 'AccessForbidden' });
  });

  test('gets nothing of the local cloud’s own pages by a form', async () => {
    const seen: string[] = [];
    const remove = cloud.routes.add('POST', '/clock', ({ url = '' }, response) => {
      seen.push(url);
      response.end();
    });
    const form = new FormData();
    form.append('advance', '1h');
    const init = { method: 'POST', body: form, headers: { origin: PAGE } };
    const answers = ['/clock', '/quarantine/x', '/'].map((url) =>
      fetch(cloud.endpoint + url, init),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(seen).toEqual([]);
    remove();
  });
});

async function stored(Key: string) {
  const got = await cloud.s3.send(new GetObjectCommand({ Bucket: 'quarantine', Key }));
  const text = await got.Body?.transformToString();
  return { type: got.ContentType, text, metadata: got.Metadata };
}

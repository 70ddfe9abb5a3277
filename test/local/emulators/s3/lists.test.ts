import { type Quarantine, startQuarantine } from '../../../support/quarantine.ts';

let cloud: Quarantine;

beforeEach(async () => {
  cloud = await startQuarantine();
});
afterEach(() => cloud.stop());

describe('a list', () => {
  beforeEach(async () => {
    for (const key of ['b', 'a/2', 'a/1', 'é', '😀', '\uff5e']) await cloud.put(key);
  });

  test('is in the order of UTF-8, page by page', async () => {
    const keys: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await cloud.list({
        MaxKeys: 1,
        ...(ContinuationToken && { ContinuationToken }),
      });
      expect(page.KeyCount).toBe(1);
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(keys).toEqual(['a/1', 'a/2', 'b', 'é', '\uff5e', '😀']);
  });

  test('gathers what is below a prefix', async () => {
    const { Contents, CommonPrefixes, KeyCount } = await cloud.list({ Delimiter: '/' });
    expect(CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
    expect(Contents?.map(({ Key }) => Key)).toEqual(['b', 'é', '\uff5e', '😀']);
    expect(KeyCount).toBe(5);
    expect((await cloud.list({ Prefix: 'a/', StartAfter: 'a/1' })).Contents).toMatchObject([
      { Key: 'a/2', Size: 5, ETag: '"5d41402abc4b2a76b9719d911017c592"' },
    ]);
  });
});

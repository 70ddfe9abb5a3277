import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoReleaseStore } from '../../functions/releases/dynamo-release-store.ts';
import type { Stack } from '../../local/template/template.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

const NEXT = 'fedcba987654';

let storefront: Storefront;
let client: DynamoDBClient;
let store: DynamoReleaseStore;
let stacks: readonly Stack[];

beforeAll(async () => {
  storefront = await startStorefront({
    change: (stage) => {
      stacks = stage.stacks;
      return stage;
    },
  });
  const { endpoint, credentials, cloud } = storefront.cloud;
  client = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  store = new DynamoReleaseStore(
    DynamoDBDocumentClient.from(client),
    storefront.tables['releases'] ?? '',
  );
});

afterAll(async () => {
  client?.destroy();
  await storefront?.stop();
});

/** The stage as the next commit synthesizes it: another release, and so another version of the function. */
function released(releaseId: string, next: string): readonly Stack[] {
  const text = JSON.stringify(stacks)
    .replaceAll(releaseId, next)
    .replaceAll(/PageCurrentVersion\w+/g, (version) => `${version.slice(0, -12)}${next}`);
  return JSON.parse(text);
}

async function releaseOnPage(): Promise<string | undefined> {
  const html = await (await fetch(`${storefront.apis['storefront']}/`)).text();
  return /<code id="release">(\w+)/.exec(html)?.[1];
}

test('a deployment, the next one, and its being taken back are what the records say', async () => {
  const first = await store.current();
  if (!first) throw new Error('the first deployment was recorded');
  expect(await releaseOnPage()).toBe(first.releaseId);

  await storefront.minutes(1);
  await storefront.cloud.update(released(first.releaseId, NEXT));
  expect(await store.current()).toMatchObject({ releaseId: NEXT });
  expect(await releaseOnPage()).toBe(NEXT);
  expect(await store.deploymentsOf(first.releaseId)).toMatchObject([{ status: 'superseded' }]);

  await storefront.minutes(1);
  await storefront.cloud.update(stacks);
  expect(await store.current()).toMatchObject({ releaseId: first.releaseId });
  expect(await releaseOnPage()).toBe(first.releaseId);
  expect(await store.deploymentsOf(NEXT)).toMatchObject([
    { status: 'rolled_back', previousReleaseId: first.releaseId },
  ]);
  expect(await store.deploymentsOf(first.releaseId)).toMatchObject([
    { status: 'superseded' },
    { status: 'live', previousReleaseId: NEXT },
  ]);
});

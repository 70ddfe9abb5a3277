import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { removeToggle } from '../../functions/toggles/edits/remove-toggle.ts';
import { setDefaultVariant } from '../../functions/toggles/edits/set-default-variant.ts';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import { DOC } from '../../functions/toggles/store/toggle-items.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import type { Stack } from '../../local/template/template.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';
import { toggle } from '../support/toggle-builders.ts';

const ANN = { who: 'ann', why: 'it burns' };
const SEED = 'Custom::AfterprodToggleSeed';

let storefront: Storefront;
let client: DynamoDBClient;
let store: DynamoToggleStore;
let stacks: readonly Stack[];

beforeAll(async () => {
  storefront = await startStorefront({
    change: (stage) => {
      stacks = stage.stacks;
      return stage;
    },
  });
  const { endpoint, credentials, cloud, clock } = storefront.cloud;
  client = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  const tableName = storefront.tables['toggles'] ?? '';
  store = new DynamoToggleStore(documentsOver(client), tableName, () => clock.now());
});

afterAll(async () => {
  client?.destroy();
  await storefront?.stop();
});

/** The stage as settings with other toggles synthesize it. */
function seeding(change: (toggles: Record<string, Toggle>) => object): readonly Stack[] {
  const copy: Stack[] = structuredClone([...stacks]);
  const resources = copy.flatMap(({ template }) => Object.values(template.Resources ?? {}));
  const seeds = resources.filter(({ Type }) => Type === SEED);
  expect(seeds).toHaveLength(1);
  for (const { Properties } of seeds) {
    const toggles = Object(Properties);
    toggles.Toggles = JSON.stringify(change(JSON.parse(toggles.Toggles)));
  }
  return copy;
}

async function everything() {
  const [head, latest, history] = await Promise.all([
    store.readHead(),
    store.readDocument(),
    store.history({ limit: 1_000 }),
  ]);
  return { kills: head?.kills, flags: latest?.document.flags, history };
}

test('what people did outlives deployments, rollbacks and redeployments', async () => {
  await editToggles(store, (it) => setDefaultVariant(it, 'new-checkout', 'off'), ANN);
  await editToggles(store, (it) => removeToggle(it, 'storefront-failing'), ANN);
  await store.kill('new-checkout', 'off', ANN);
  const before = await everything();
  expect(before.flags).not.toHaveProperty('storefront-failing');

  const next = seeding((toggles) => ({
    ...toggles,
    'new-checkout': toggle({ defaultVariant: 'on' }), // the settings think otherwise by now
    'next-toggle': toggle({ metadata: { expires: '2020-01-01' } }), // a date that has passed stops nothing
  }));
  await storefront.cloud.update(next);
  const deployed = await everything();
  expect(deployed).toEqual({
    kills: before.kills,
    flags: { ...before.flags, 'next-toggle': expect.anything() },
    history: [
      expect.objectContaining({ who: 'deployment', keys: ['next-toggle'] }),
      ...before.history,
    ],
  });

  await storefront.cloud.update(stacks);
  expect(await everything()).toEqual(deployed);
  await storefront.cloud.update(next);
  expect(await everything()).toEqual(deployed);
  await storefront.cloud.update(seeding(() => ({})));
  expect(await everything()).toEqual(deployed);
});

test('neither an old fault in the document nor a torn one stops a deployment', async () => {
  const { flags = {} } = await everything();
  const broken = { ...flags, broken: toggle({ defaultVariant: 'gone' }) };
  const unseen = { summary: 'from before that rule', keys: [] };
  await editToggles(store, (it) => ({ document: { ...it, flags: broken }, ...unseen }), ANN);
  await documentsOver(client).send(
    new UpdateCommand({
      TableName: storefront.tables['toggles'],
      Key: DOC,
      UpdateExpression: 'SET gzip = :torn',
      ExpressionAttributeValues: { ':torn': Buffer.from('1f8b08', 'hex') },
    }),
  );
  await storefront.cloud.update(seeding((toggles) => ({ ...toggles, 'one-more': toggle() })));
  expect((await everything()).flags).toEqual({ ...broken, 'one-more': toggle() });
});

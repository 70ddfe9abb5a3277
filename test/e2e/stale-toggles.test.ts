import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { setFacts } from '../../functions/toggles/edits/set-facts.ts';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

const REPORT = 'storefront-prod-toggles-stale-report';

let storefront: Storefront;
let lambda: LambdaClient;
let dynamo: DynamoDBClient;

beforeAll(async () => {
  storefront = await startStorefront();
  const { endpoint, credentials, cloud } = storefront.cloud;
  const client = { endpoint, credentials, region: cloud.region };
  lambda = new LambdaClient(client);
  dynamo = new DynamoDBClient(client);
});

afterAll(async () => {
  lambda?.destroy();
  dynamo?.destroy();
  await storefront?.stop();
});

/** What the team was told by one run of the report. */
async function reported(): Promise<readonly string[]> {
  const before = (await storefront.mailbox()).length;
  const answer = await lambda.send(new InvokeCommand({ FunctionName: REPORT }));
  expect(answer.FunctionError).toBeUndefined();
  const mails = await storefront.mailbox();
  return mails
    .slice(0, mails.length - before)
    .map(({ to, subject, body }) => [to, subject, body].join('\n'));
}

test('tells the team of a toggle whose time is over, and nothing while all are in theirs', async () => {
  expect(await reported()).toEqual([]);
  const table = storefront.tables.toggles ?? '';
  const store = new DynamoToggleStore(documentsOver(dynamo), table, () =>
    storefront.cloud.clock.now(),
  );
  await editToggles(
    store,
    (document) => ({
      ...setFacts(document, 'new-checkout', { expires: '2020-01-01' }),
      acceptsExpired: true,
    }),
    { who: 'ann', why: 'to see what happens' },
  );
  const [mail = '', ...more] = await reported();
  expect(more).toEqual([]);
  expect(mail).toContain('team@example.com\n1 stale toggle on storefront prod');
  expect(mail).toContain('was over on 2020-01-01');
  expect(mail).toContain('afterprod toggles remove new-checkout');
});

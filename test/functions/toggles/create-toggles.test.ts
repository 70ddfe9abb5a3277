import { DynamoToggleStore } from '../../../functions/toggles/dynamo-toggle-store.ts';
import { createToggles } from '../../../functions/toggles/index.ts';
import { oneTableEach } from '../../support/one-table-each.ts';
import { documentOf, toggle } from '../../support/toggle-builders.ts';

const ANN = { who: 'ann', why: 'test' };
const tables = oneTableEach(1);

test('reads the toggles of a table', async () => {
  const tableName = tables.next();
  const store = new DynamoToggleStore(tables.client, tableName, Date.now);
  const document = documentOf({ 'new-checkout': toggle({ defaultVariant: 'on' }) });
  await store.save({ document, summary: 'made', keys: ['new-checkout'] }, 0, ANN);

  const toggles = createToggles({ tableName, client: tables.client });
  expect(toggles.boolean('new-checkout', false)).toBe(false); // nothing was read yet
  await toggles.refresh();
  expect(toggles.details('new-checkout', false)).toEqual({
    value: true,
    variant: 'on',
    reason: 'STATIC',
  });
});

test("gives the code's defaults, and says why, when there is no such table", async () => {
  const failures: unknown[] = [];
  const toggles = createToggles({
    tableName: 'nowhere',
    client: tables.client,
    onFailure: (error) => failures.push(error),
  });
  await toggles.refresh();
  expect(toggles.boolean('new-checkout', true)).toBe(true);
  expect(failures).toHaveLength(1);
});

test('says at the start that it has no table, where a deployment notices', () => {
  expect(() => createToggles()).toThrow('createToggles needs a table');
});

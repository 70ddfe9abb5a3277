import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { steered, storeAborted } from '../../cli/toggles/guard-acts.ts';
import { GuardStage } from '../../cli/toggles/guard-stage.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { DynamoRolloutStore } from '../../functions/toggles/rollouts/dynamo-rollout-store.ts';
import { type Rollout, withEvent } from '../../functions/toggles/rollouts/rollout.ts';
import { bakingRollout, toggleAt } from '../support/rollout-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../support/toggles-cloud.ts';

const ann = { who: 'ann', why: 'it burns' };

let cloud: TogglesCloud;
let rollouts: DynamoRolloutStore;

beforeAll(async () => {
  cloud = await startTogglesCloud();
  const documents = documentsOver(new DynamoDBClient(cloud.client));
  rollouts = new DynamoRolloutStore(documents, 'shop-prod-toggles');
});
afterAll(() => cloud?.stop());

/** A rollout at 5 %, and the question whether to abort it. */
async function askedToAbort(key: string): Promise<{ stage: GuardStage; rollout: Rollout }> {
  await cloud.put('prod', { [key]: toggleAt(5) });
  const rollout = await rollouts.create(bakingRollout(1, { key, version: 0 }));
  const client = { ...cloud.client, maxAttempts: 1 };
  const where = { local: undefined, stage: 'prod', prefix: 'shop-prod-', client };
  const stage = await GuardStage.of(where, key);
  expect(await steered(stage, 'abort', ann)).toMatchObject({ state: 'aborted' });
  return { stage, rollout };
}

const killOf = async (key: string) => (await cloud.storeOf('prod').readHead())?.kills[key];

test('an abort kills, whichever step the rollout has gone to while somebody was asked', async () => {
  const { stage, rollout } = await askedToAbort('stepped');
  await rollouts.save({ ...rollout, step: 2, servedPercent: 25 });
  expect(await storeAborted(stage, ann)).toMatchObject({ state: 'aborted', step: 2 });
  expect(await killOf('stepped')).toMatchObject({ variant: 'off', why: 'it burns' });
});

test.each(['finished', 'ended'] as const)(
  'an abort kills also where the rollout was %s while somebody was asked',
  async (state) => {
    const { stage, rollout } = await askedToAbort(state);
    const event = { at: rollout.since, who: 'bob', what: state };
    await rollouts.save(withEvent(rollout, event, { state }));
    expect(await storeAborted(stage, ann)).toMatchObject({ state });
    expect(await killOf(state)).toMatchObject({ variant: 'off', why: 'it burns' });
  },
);

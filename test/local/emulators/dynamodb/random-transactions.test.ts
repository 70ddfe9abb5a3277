import * as fc from 'fast-check';
import { AwsError } from '../../../../local/aws-error.ts';
import { NOTES, type NotesCloud, startNotes } from '../../../support/notes.ts';

/** What one action of a transaction does, where the item must be there, must not, or may be either. */
interface Action {
  readonly sk: number;
  readonly does: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly needs: 'there' | 'absent' | 'either';
  readonly kind: string;
}

/** Items by sort key; each has nothing but its kind. */
type Model = Map<number, string>;

const CONDITION = { there: 'attribute_exists(pk)', absent: 'attribute_not_exists(pk)' };

const action: fc.Arbitrary<Action> = fc.record({
  sk: fc.integer({ min: 0, max: 4 }),
  does: fc.constantFrom('Put', 'Update', 'Delete', 'ConditionCheck'),
  needs: fc.constantFrom('there', 'absent', 'either'),
  kind: fc.constantFrom('red', 'blue'),
});

const transaction = fc.uniqueArray(action, {
  minLength: 1,
  maxLength: 5,
  selector: ({ sk }) => sk,
});

let notes: NotesCloud;

beforeEach(async () => {
  notes = await startNotes();
});

afterEach(() => notes.stop());

test('any transactions leave what a simple model says: all of each, or nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { maxLength: 12 }), async (transactions) => {
      const model = modelOf(await scan());
      for (const actions of transactions) {
        const expected = actions.map((one) => isRefused(one, model));
        expect(await run(actions)).toEqual(expected);
        if (!expected.includes(true)) for (const one of actions) apply(one, model);
      }
      expect(modelOf(await scan())).toEqual(model);
      expect(modelOf(await scan('by-kind'))).toEqual(model);
      expect(await replayedStream()).toEqual(model);
    }),
    { numRuns: 60 },
  );
});

/** Which actions were refused, by the reasons of the cancellation. */
async function run(actions: readonly Action[]): Promise<boolean[]> {
  try {
    await notes.call('TransactWriteItems', { TransactItems: actions.map(wireOf) });
    return actions.map(() => false);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const reasons = error.members['CancellationReasons'] as { Code: string }[];
    return reasons.map(({ Code }) => Code === 'ConditionalCheckFailed');
  }
}

function wireOf({ sk, does, needs, kind }: Action): object {
  const Key = { pk: { S: 'a' }, sk: { N: String(sk) } };
  const needed = does === 'ConditionCheck' && needs === 'either' ? 'there' : needs;
  const condition = needed === 'either' ? {} : { ConditionExpression: CONDITION[needed] };
  const target = does === 'Put' ? { Item: { ...Key, kind: { S: kind } } } : { Key };
  const update = does === 'Update' && {
    UpdateExpression: 'SET kind = :k',
    ExpressionAttributeValues: { ':k': { S: kind } },
  };
  return { [does]: { TableName: NOTES, ...target, ...condition, ...update } };
}

function isRefused({ sk, does, needs }: Action, model: Model): boolean {
  const mustBeThere = needs === 'there' || (does === 'ConditionCheck' && needs === 'either');
  return mustBeThere ? !model.has(sk) : needs === 'absent' && model.has(sk);
}

function apply({ sk, does, kind }: Action, model: Model): void {
  if (does === 'Delete') model.delete(sk);
  else if (does !== 'ConditionCheck') model.set(sk, kind);
}

type WireItem = { readonly sk: { readonly N: string }; readonly kind: { readonly S: string } };

async function scan(IndexName?: string): Promise<WireItem[]> {
  const { Items } = await notes.call('Scan', { TableName: NOTES, IndexName });
  return Items;
}

function modelOf(items: readonly WireItem[]): Model {
  return sorted(items.map(({ sk, kind }) => [Number(sk.N), kind.S]));
}

function sorted(entries: Iterable<[number, string]>): Model {
  return new Map([...entries].sort(([a], [b]) => a - b));
}

/** What a consumer that has read the whole stream holds. */
async function replayedStream(): Promise<Model> {
  const { Table } = await notes.call('DescribeTable', { TableName: NOTES });
  const input = { StreamArn: Table.LatestStreamArn, ShardIteratorType: 'TRIM_HORIZON' };
  let { ShardIterator } = await notes.call('GetShardIterator', input);
  const model: Model = new Map();
  for (;;) {
    const { Records, NextShardIterator } = await notes.call('GetRecords', { ShardIterator });
    if (Records.length === 0) return sorted(model);
    for (const { dynamodb } of Records) {
      const sk = Number(dynamodb.Keys.sk.N);
      if (dynamodb.NewImage) model.set(sk, dynamodb.NewImage.kind.S);
      else model.delete(sk);
    }
    ShardIterator = NextShardIterator;
  }
}

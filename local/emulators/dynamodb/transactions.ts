import { AwsError } from '../../aws-error.ts';
import type { Access, Input, Operation } from '../../emulator.ts';
import { conditionFailure } from './condition-failure.ts';
import { type CheckedRequest, check, perform } from './engine.ts';
import type { ItemStore } from './item-store.ts';
import type { RecentTokens } from './recent-tokens.ts';
import { tableNotFound } from './table.ts';
import type { TableAccess } from './table-access.ts';
import { WriteSet } from './write-set.ts';
import type { Writer } from './writer.ts';

const MAX_ACTIONS = 100;

/** A condition check is a delete whose writes are dropped. */
const OPERATION_OF = {
  ConditionCheck: 'DeleteItem',
  Delete: 'DeleteItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
} as const;

type ActionName = keyof typeof OPERATION_OF;

interface Action {
  readonly name: ActionName;
  readonly input: Input;
  readonly request: CheckedRequest;
}

interface Reason {
  readonly Code: string;
  readonly Message?: string;
}

/** All or nothing: every action is tried on one write set, which is committed if none was refused. */
export function transactWriteItems(
  store: ItemStore,
  writer: Writer,
  tokens: RecentTokens,
  access: TableAccess,
): Operation {
  return {
    access: (input) => list(input.TransactItems).flatMap((entry) => accessOf(entry, access)),
    run(input) {
      const actions = checkActions(store, input);
      return writer.write(async (writes) => {
        if (tokens.isRepeat(input)) return {};
        const reasons: Reason[] = [];
        for (const action of actions) reasons.push(await attempt(action, writes, store));
        if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
        tokens.remember(input);
        return {};
      });
    },
  };
}

/** Reads all keys in one turn, so that no write comes in between. */
export function transactGetItems(store: ItemStore, access: TableAccess): Operation {
  return {
    access: (input) =>
      list(input.TransactItems).map(({ Get }) => access.table('GetItem', Get?.TableName)),
    async run(input) {
      const gets = checkCount(input).map(({ Get }) => check('GetItem', Get, store));
      const answers = await Promise.all(gets.map((get) => perform(get, store)));
      return { Responses: answers.map(({ Item }) => (Item ? { Item } : {})) };
    },
  };
}

function checkActions(store: ItemStore, input: Input): Action[] {
  const actions = checkCount(input).map((entry): Action => {
    const [name, details] = soleAction(entry);
    if (!store.findTable(details.TableName)) throw tableNotFound();
    if (name === 'ConditionCheck' && !details.ConditionExpression) {
      throw invalid('The expression can not be empty; ConditionCheck needs a ConditionExpression');
    }
    return { name, input: details, request: check(OPERATION_OF[name], details, store) };
  });
  const keys = new Set(actions.map((action) => identityOf(store, action)));
  if (keys.size === actions.length) return actions;
  throw invalid('Transaction request cannot include multiple operations on one item');
}

function checkCount({ TransactItems }: Input): Input[] {
  const entries = list(TransactItems);
  if (entries.length >= 1 && entries.length <= MAX_ACTIONS) return entries;
  throw invalid(
    `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have between 1 and ${MAX_ACTIONS} entries`,
  );
}

function soleAction(entry: Input): [ActionName, Input] {
  const [first, ...more] = Object.entries(entry ?? {}).filter(([, details]) => details);
  if (first && more.length === 0 && Object.hasOwn(OPERATION_OF, first[0])) {
    return first as [ActionName, Input];
  }
  throw invalid(
    'TransactItems can only contain one of Check, Put, Update or Delete in each of its entries',
  );
}

function identityOf(store: ItemStore, { input }: Action): string {
  const schema = store.findTable(input.TableName)?.description.KeySchema ?? [];
  const keyOrItem = input.Key ?? input.Item;
  const key = schema.map(({ AttributeName }) => keyOrItem?.[AttributeName]);
  return JSON.stringify([input.TableName, key]);
}

async function attempt(action: Action, writes: WriteSet, store: ItemStore): Promise<Reason> {
  try {
    await perform(action.request, action.name === 'ConditionCheck' ? new WriteSet(store) : writes);
    return { Code: 'None' };
  } catch (error) {
    const failure = conditionFailure(error, action.input, store);
    if (!(failure instanceof AwsError)) throw failure;
    const Code =
      failure.code === 'ConditionalCheckFailedException'
        ? 'ConditionalCheckFailed'
        : 'ValidationError';
    return { Code, Message: failure.message, ...failure.members };
  }
}

function cancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { members: { CancellationReasons: reasons } },
  );
}

function accessOf(entry: Input, access: TableAccess): Access[] {
  return Object.entries<Input>(entry ?? {})
    .filter(([, details]) => details)
    .map(([name, { TableName }]) => {
      const action = name === 'ConditionCheck' ? 'ConditionCheckItem' : `${name}Item`;
      return access.table(action, TableName);
    });
}

function list(value: unknown): Input[] {
  return Array.isArray(value) ? value : [];
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

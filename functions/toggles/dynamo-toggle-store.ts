import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { isoTime, type NowMs } from '../shared/clock.ts';
import { dynamo, wasOvertaken } from '../shared/dynamo.ts';
import type { Author, Change } from './change.ts';
import { toggleConflict } from './conflict.ts';
import { type PackedDocument, pack, unpack } from './packed-document.ts';
import type { Edit } from './set-default-variant.ts';
import type {
  HistoryEntry,
  Kill,
  ToggleHead,
  ToggleStore,
  VersionedDocument,
} from './toggle-store.ts';

const HEAD = { pk: 'HEAD', sk: 'HEAD' };
const DOC = { pk: 'DOC', sk: 'DOC' };

/** The head item: under 4 kB, so that a refresh costs one read unit. */
interface HeadItem extends ToggleHead, Change {}

/** Wide enough for versions to sort as text. */
const VERSION_DIGITS = 10;

/** Toggles in one table: HEAD (versions and kills), DOC (the document), HIST (every version, for audit and undo). */
export class DynamoToggleStore implements ToggleStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#client = client;
    this.#tableName = tableName;
    this.#now = now;
  }

  async readHead(): Promise<ToggleHead | undefined> {
    const item = await this.#get<HeadItem>(HEAD);
    if (!item) return undefined;
    const { docVersion, killVersion, kills } = item;
    return { docVersion, killVersion, kills };
  }

  async readDocument(): Promise<VersionedDocument | undefined> {
    const item = await this.#get<PackedDocument & { readonly docVersion: number }>(DOC);
    return item && { docVersion: item.docVersion, document: unpack(item) };
  }

  async save(edit: Edit, expectedVersion: number, author: Author): Promise<VersionedDocument> {
    const docVersion = expectedVersion + 1;
    const change: Change = { ...author, at: isoTime(this.#now()), summary: edit.summary };
    const packed = pack(edit.document);
    const TableName = this.#tableName;
    const history = { ...historyKey(docVersion), docVersion, ...change, ...packed };
    const TransactItems = [
      { Update: { TableName, Key: HEAD, ...headUpdate(expectedVersion, change) } },
      { Put: { TableName, Item: { ...DOC, docVersion, ...packed } } },
      { Put: { TableName, Item: history, ConditionExpression: 'attribute_not_exists(pk)' } },
    ];
    try {
      await dynamo(this.#client.send(new TransactWriteCommand({ TransactItems })));
    } catch (error) {
      if (wasOvertaken(error)) throw toggleConflict(await this.#get<HeadItem>(HEAD), error);
      throw error;
    }
    return { docVersion, document: edit.document };
  }

  async kill(key: string, variant: string, author: Author): Promise<void> {
    const kill: Kill = { variant, who: author.who, why: author.why, at: isoTime(this.#now()) };
    await this.#updateHead('SET kills.#key = :kill ADD killVersion :one', key, { ':kill': kill });
  }

  async restore(key: string): Promise<void> {
    await this.#updateHead('REMOVE kills.#key ADD killVersion :one', key, {});
  }

  async history(limit: number): Promise<readonly HistoryEntry[]> {
    const { Items = [] } = await dynamo(
      this.#client.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :history',
          ExpressionAttributeValues: { ':history': 'HIST' },
          ProjectionExpression: 'docVersion, who, why, #at, summary',
          ExpressionAttributeNames: { '#at': 'at' },
          ScanIndexForward: false,
          Limit: limit,
        }),
      ),
    );
    return Items as HistoryEntry[];
  }

  async #get<Item>(key: { pk: string; sk: string }): Promise<Item | undefined> {
    const { Item } = await dynamo(
      this.#client.send(
        // Consistent: a kill that was just written must not be read past.
        new GetCommand({ TableName: this.#tableName, Key: key, ConsistentRead: true }),
      ),
    );
    return Item as Item | undefined;
  }

  /** One write without a read before it: no edit and no other kill can make it fail or undo it. */
  async #updateHead(expression: string, key: string, values: Record<string, unknown>) {
    await dynamo(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#tableName,
          Key: HEAD,
          UpdateExpression: expression,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#key': key },
          ExpressionAttributeValues: { ...values, ':one': 1 },
        }),
      ),
    );
  }
}

function historyKey(docVersion: number): { pk: string; sk: string } {
  return { pk: 'HIST', sk: String(docVersion).padStart(VERSION_DIGITS, '0') };
}

function headUpdate(expectedVersion: number, { who, why, at, summary }: Change) {
  return {
    UpdateExpression:
      'SET docVersion = :next, who = :who, why = :why, #at = :at, summary = :summary, ' +
      'kills = if_not_exists(kills, :none), killVersion = if_not_exists(killVersion, :zero)',
    ConditionExpression:
      expectedVersion === 0 ? 'attribute_not_exists(pk)' : 'docVersion = :expected',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: {
      ':next': expectedVersion + 1,
      ':who': who,
      ':why': why,
      ':at': at,
      ':summary': summary,
      ':none': {},
      ':zero': 0,
      ...(expectedVersion > 0 && { ':expected': expectedVersion }),
    },
  };
}

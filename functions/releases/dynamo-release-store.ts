import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { wasOvertaken } from '../shared/dynamo.ts';
import { currentReleaseOf } from './current-release.ts';
import { EMPTY_LEDGER, type Entry, type Ledger, standingOf } from './ledger.ts';
import type { CurrentRelease, Deployment } from './release.ts';
import type { ReleaseCommits } from './release-commits.ts';
import type { ReleaseStore } from './release-store.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const CURRENT = { pk: 'CURRENT', sk: 'CURRENT' };
const LEDGER = { pk: 'LEDGER', sk: 'LEDGER' };

/** One item says what is current, one holds the ledger, and each deployment is one item below its release. */
export class DynamoReleaseStore implements ReleaseStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async current(): Promise<CurrentRelease | undefined> {
    const item = await this.#get(CURRENT, false);
    return item && (withoutKey(item) as unknown as CurrentRelease);
  }

  async deploymentsOf(releaseId: string): Promise<readonly Deployment[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :release',
        ExpressionAttributeValues: { ':release': releaseKey(releaseId) },
      }),
    );
    const deployments = Items.map((item) => withoutKey(item) as unknown as Deployment);
    return deployments.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  }

  async ledger(): Promise<Ledger> {
    const item = await this.#get(LEDGER, true);
    return item ? (withoutKey(item) as unknown as Ledger) : EMPTY_LEDGER;
  }

  async save({ ledger, changed, withdrawn }: Entry): Promise<boolean> {
    const writes = [
      this.#putLedger(ledger),
      this.#keepCurrent(ledger),
      ...changed.map((each) => this.#put(keyOf(each), each)),
      ...withdrawn.map((each) => this.#remove(keyOf(each))),
    ];
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: writes }));
      return true;
    } catch (error) {
      if (wasOvertaken(error)) return false;
      throw error;
    }
  }

  async keepCommits(releaseId: string, commits: ReleaseCommits): Promise<void> {
    const Item = { ...commitsKey(releaseId), ...commits };
    await this.#client.send(new PutCommand({ TableName: this.#tableName, Item }));
  }

  async commitsOf(releaseId: string): Promise<ReleaseCommits | undefined> {
    const item = await this.#get(commitsKey(releaseId), true);
    return item && (withoutKey(item) as unknown as ReleaseCommits);
  }

  async #get(key: typeof CURRENT, consistent: boolean) {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#tableName, Key: key, ConsistentRead: consistent }),
    );
    return Item;
  }

  #putLedger(ledger: Ledger): Write {
    return {
      Put: {
        TableName: this.#tableName,
        Item: { ...LEDGER, ...ledger },
        ConditionExpression: 'attribute_not_exists(pk) OR revision = :previous',
        ExpressionAttributeValues: { ':previous': ledger.revision - 1 },
      },
    };
  }

  #keepCurrent(ledger: Ledger): Write {
    const current = currentReleaseOf(standingOf(ledger).live);
    return current ? this.#put(CURRENT, current) : this.#remove(CURRENT);
  }

  #put(key: typeof CURRENT, value: object): Write {
    return { Put: { TableName: this.#tableName, Item: { ...key, ...value } } };
  }

  #remove(key: typeof CURRENT): Write {
    return { Delete: { TableName: this.#tableName, Key: key } };
  }
}

function keyOf({ releaseId, deploymentId }: Deployment): typeof CURRENT {
  return { pk: releaseKey(releaseId), sk: deploymentId };
}

function releaseKey(releaseId: string): string {
  return `RELEASE#${releaseId}`;
}

/** Apart from its deployments: they are read without it, many times as often. */
function commitsKey(releaseId: string): typeof CURRENT {
  return { pk: `COMMITS#${releaseId}`, sk: 'COMMITS' };
}

function withoutKey({ pk: _pk, sk: _sk, ...value }: Record<string, unknown>) {
  return value;
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Emulator, Input } from '../../local/emulator.ts';
import { dynamodb } from '../../local/emulators/dynamodb.ts';
import { startTestCloud, type TestCloud } from './cloud.ts';

export const NOTES = 'notes';

export const NOTES_ARN = `arn:aws:dynamodb:eu-west-1:123456789012:table/${NOTES}`;

/** A local cloud with one table, as the tests of the DynamoDB emulator use it. */
export interface NotesCloud {
  readonly cloud: TestCloud;
  readonly documents: DynamoDBDocumentClient;
  put(item: Record<string, unknown>, more?: object): Promise<unknown>;
  /** The note `a`/`sk`. */
  get(sk: number): Promise<Record<string, unknown> | undefined>;
  transact(items: readonly object[], more?: object): Promise<unknown>;
  /** An operation without the SDK, in the JSON of the wire. */
  call(operation: string, input: object): Promise<Input>;
  stop(): Promise<void>;
}

export interface NotesOptions {
  readonly dataDir?: string;
  /** Over those of the table. */
  readonly properties?: object;
  /** Beside the table and DynamoDB. */
  readonly resources?: Readonly<Record<string, object>>;
  readonly emulators?: readonly Emulator[];
}

/** A note's key, or the note itself. */
export function note(sk: number, more: object = {}): Record<string, unknown> {
  return { pk: 'a', sk, ...more };
}

/** Starts DynamoDB with the table of notes: string and number key, an index by kind, time to live, a full stream. */
export async function startNotes(options: NotesOptions = {}): Promise<NotesCloud> {
  const { dataDir, properties = {}, resources = {}, emulators = [] } = options;
  const template = { Resources: { Notes: notesTable(properties), ...resources } };
  const cloud = await startTestCloud(template as never, {
    emulators: [dynamodb, ...emulators],
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.client));
  return {
    cloud,
    documents,
    put: (Item, more = {}) => documents.send(new PutCommand({ TableName: NOTES, Item, ...more })),
    async get(sk) {
      const command = new GetCommand({ TableName: NOTES, Key: { pk: 'a', sk } });
      return (await documents.send(command)).Item;
    },
    transact: (TransactItems, more = {}) =>
      documents.send(new TransactWriteCommand({ TransactItems, ...more } as never)),
    call: (operation, input) => cloud.cloud.call('dynamodb', operation, input, { kind: 'root' }),
    async stop() {
      documents.destroy();
      await cloud.stop();
    },
  };
}

function notesTable(properties: object): object {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: NOTES,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
        { AttributeName: 'kind', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-kind',
          KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      ...properties,
    },
  };
}

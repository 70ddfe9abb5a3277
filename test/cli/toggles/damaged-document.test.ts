import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documentsOver } from '../../../functions/shared/dynamo.ts';
import { DOC } from '../../../functions/toggles/store/toggle-items.ts';
import { packedText } from '../../support/packed-text.ts';
import { documentOf, toggle } from '../../support/toggle-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../../support/toggles-cloud.ts';

jest.setTimeout(120_000); // each test starts processes

const TableName = 'shop-prod-toggles';
const flags = { it: toggle({ defaultVariant: 'on' }) };

let cloud: TogglesCloud;

beforeAll(async () => {
  cloud = await startTogglesCloud();
  await cloud.put('prod', flags);
});
afterAll(() => cloud.stop());

const table = () => documentsOver(new DynamoDBClient(cloud.client));

async function cut(): Promise<void> {
  const { Item = {} } = await table().send(new GetCommand({ TableName, Key: DOC }));
  const gzip = Buffer.from(Item['gzip']).subarray(0, 50);
  await table().send(new PutCommand({ TableName, Item: { ...Item, gzip } }));
}

async function write(text: string): Promise<void> {
  const { gzip, sha256 } = packedText(text);
  const update = {
    UpdateExpression: 'SET gzip = :gzip, sha256 = :sha256',
    ExpressionAttributeValues: { ':gzip': gzip, ':sha256': sha256 },
  };
  await table().send(new UpdateCommand({ TableName, Key: DOC, ...update }));
}

const otherBucketing = () =>
  write(JSON.stringify(documentOf(flags, { metadata: { bucketing: 'flagd-core-9' } })));

const versionOf = async () => (await cloud.storeOf('prod').readHead())?.docVersion ?? 0;

test.each<readonly [string, string, () => Promise<unknown>]>([
  ['cut short', 'corrupt (it cannot be unpacked)', cut],
  ['no JSON', 'corrupt (it is no JSON)', () => write('{"flags":')],
  ['null', 'corrupt (it has not the form of a document)', () => write('null')],
  ['gone', 'corrupt (it is gone)', () => table().send(new DeleteCommand({ TableName, Key: DOC }))],
  ['made for another bucketing', "spread users by 'flagd-core-9'", otherBucketing],
])(
  'a document that is %s is told of, and undo --to its version writes it anew',
  async (_, reason, damage) => {
    const docVersion = await versionOf();
    await damage();
    const list = await cloud.toggles('list');
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout).toMatch(/^Warning: .*undo --to .*\.\nTOGGLE .*\nit +on +shop/);
    expect(list.stdout).toContain(reason);
    expect((await cloud.toggles('show', 'it')).stdout).toContain(reason);
    const lint = await cloud.toggles('lint');
    expect(lint).toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
    expect(await cloud.togglesJson('list')).toMatchObject({
      toggles: [{ key: 'it' }],
      unreadable: expect.stringContaining(reason),
    });

    const healed = await cloud.toggles('undo', '--to', String(docVersion));
    expect(healed).toMatchObject({ code: 0, stdout: expect.stringContaining('is written anew') });
    expect(await cloud.storeOf('prod').readDocument()).toEqual({
      docVersion: docVersion + 1,
      document: documentOf(flags),
    });
    expect((await cloud.toggles('list')).stdout).not.toContain('Warning');
    const again = await cloud.toggles('undo', '--to', String(docVersion));
    expect(again.stdout).toContain('It is so already');
  },
);

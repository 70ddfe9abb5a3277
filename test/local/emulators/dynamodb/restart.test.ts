import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from '../../../../local/emulators/dynamodb.ts';
import { NOTES, type NotesCloud, note, startNotes } from '../../../support/notes.ts';

let dataDir: string;
let notes: NotesCloud;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'dynamodb-'));
  notes = await startNotes({ dataDir });
});

afterEach(async () => {
  await notes.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function restart(properties: object = {}): Promise<void> {
  await notes.stop();
  notes = await startNotes({ dataDir, properties });
}

test('keeps items, the table and its identity', async () => {
  await notes.put(note(1, { text: 'kept' }));
  const describeTable = () => notes.documents.send(new DescribeTableCommand({ TableName: NOTES }));
  const { Table: before } = await describeTable();
  await restart();
  expect(await notes.get(1)).toEqual(note(1, { text: 'kept' }));
  expect((await describeTable()).Table).toEqual(before);
});

test('fills a new index with the items that are there', async () => {
  await notes.put(note(1, { colour: 'red' }));
  await notes.put(note(2, { colour: 7 }));
  await restart({
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'colour', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-colour',
        KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  const { Items } = await notes.documents.send(
    new ScanCommand({ TableName: NOTES, IndexName: 'by-colour' }),
  );
  expect(Items).toEqual([note(1, { colour: 'red' })]);
});

test('refuses another key schema over data that is there', async () => {
  await notes.stop();
  const properties = { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] };
  const changed = startNotes({ dataDir, properties });
  await expect(changed).rejects.toThrow(/Notes.*another key schema.*--fresh/s);
  notes = await startNotes({ dataDir });
});

test('while another local cloud has the data open names the remedy', async () => {
  const held = dynamodb.start({
    ...notes.cloud.cloud,
    dataDir: path.join(dataDir, 'dynamodb'),
  });
  await expect(held).rejects.toThrow(/cannot be opened.*--data.*--fresh/s);
});

test('with data that is corrupt names the folder and the remedy', async () => {
  await notes.stop();
  const current = path.join(dataDir, 'dynamodb/CURRENT');
  writeFileSync(current, 'nonsense');
  await expect(startNotes({ dataDir })).rejects.toThrow(/dynamodb.*Corruption.*--fresh/s);
  rmSync(path.dirname(current), { recursive: true });
  notes = await startNotes({ dataDir });
});

test('whose CURRENT is missing is refused and left as it is', async () => {
  await notes.put(note(1));
  await notes.stop();
  const folder = path.join(dataDir, 'dynamodb');
  const current = path.join(folder, 'CURRENT');
  const content = readFileSync(current);
  rmSync(current);
  const left = readdirSync(folder);
  await expect(startNotes({ dataDir })).rejects.toThrow(/dynamodb.*CURRENT is missing.*--fresh/s);
  expect(readdirSync(folder)).toEqual(left);
  writeFileSync(current, content);
  notes = await startNotes({ dataDir });
  expect(await notes.get(1)).toEqual(note(1));
});

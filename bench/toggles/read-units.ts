import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemNow } from '../../functions/shared/clock.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { DynamoExposureStore } from '../../functions/toggles/exposures/dynamo-exposure-store.ts';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import { createManualClock } from '../../local/driven-clock.ts';
import { startLocalCloud } from '../../local/local-cloud.ts';
import { manyToggles } from './many-toggles.ts';

/** What DynamoDB charges for, by its own count of units. */
export interface Units {
  /** Of a refresh that finds the document as it was, after ten kills. */
  readonly refresh: number;
  /** Of one that finds another document, of 200 toggles. */
  readonly refreshAfterEdit: number;
  /** Of a write of counts, once an item has those of 20 toggles. */
  readonly flush: number;
}

const ANN = { who: 'ann', why: 'bench' };
const TABLES = ['toggles', 'exposures'];
const KILLS = 10;

/** Runs the real stores against the local cloud's DynamoDB. */
export async function measureUnits(): Promise<Units> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  const cloud = await startLocalCloud({
    stacks: [{ name: 'bench', template: { Resources: tables() }, assetRoot: dataDir }],
    region: 'us-east-1',
    accountId: '111122223333',
    port: 0,
    dataDir,
    clock: createManualClock(Date.now()),
  });
  const { endpoint, credentials } = cloud;
  const client = documentsOver(new DynamoDBClient({ endpoint, credentials, region: 'us-east-1' }));
  try {
    return await unitsOf(client);
  } finally {
    client.destroy();
    await cloud.stop();
    rmSync(dataDir, { recursive: true });
  }
}

async function unitsOf(client: DynamoDBDocumentClient): Promise<Units> {
  const toggles = new DynamoToggleStore(client, 'toggles', systemNow);
  const exposures = new DynamoExposureStore(client, 'exposures', systemNow);
  const document = manyToggles(200);
  await toggles.save({ document, summary: 'made', keys: [] }, 0, ANN);
  for (let kill = 0; kill < KILLS; kill += 1) await toggles.kill(`toggle-${kill}`, 'off', ANN);
  const count = countUnits(client);
  const refresh = await count(() => toggles.readHead());
  const ofDocument = await count(() => toggles.readDocument());
  await count(() => exposures.add(countsOf(20)));
  const flush = await count(() => exposures.add(countsOf(20)));
  return { refresh, refreshAfterEdit: refresh + ofDocument, flush };
}

/** Both variants of each. */
function countsOf(toggles: number) {
  const variants = Array.from({ length: 2 * toggles }, (_, index) => ({
    key: `toggle-of-some-team-${index >> 1}`,
    variant: index % 2 === 0 ? 'on' : 'off',
  }));
  const where = { hour: new Date().toISOString().slice(0, 13), release: 'a'.repeat(40) };
  return variants.map((variant) => ({ ...where, ...variant, count: 12_345 }));
}

/** Asks DynamoDB to say with each answer what it charges. */
function countUnits(client: DynamoDBDocumentClient) {
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({
        ...args,
        input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' },
      });
      const { ConsumedCapacity } = result.output as {
        ConsumedCapacity?: { CapacityUnits?: number };
      };
      units += ConsumedCapacity?.CapacityUnits ?? 0;
      return result;
    },
    { step: 'initialize' },
  );
  return async (work: () => Promise<unknown>): Promise<number> => {
    units = 0;
    await work();
    return units;
  };
}

function tables() {
  return Object.fromEntries(
    TABLES.map((TableName) => [
      TableName,
      {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({
            AttributeName,
            AttributeType: 'S',
          })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        },
      },
    ]),
  );
}

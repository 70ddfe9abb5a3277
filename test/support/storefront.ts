import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../functions/toggles/edits/set-default-variant.ts';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import { readStage, type Stage } from '../../local/assembly.ts';
import { createManualClock } from '../../local/driven-clock.ts';
import type { LiveEvent } from '../../local/emulator.ts';
import { type LocalCloud, startLocalCloud } from '../../local/local-cloud.ts';
import { type Mail, readMailbox } from '../../local/page/mailbox.ts';
import { type Inventory, takeInventory } from '../../local/start/inventory.ts';
import { copyPreparedStorefront } from './prepared-storefront.ts';
import { testCdkOut } from './test-cdk-out.ts';

export const MINUTE_MS = 60_000;

export interface StorefrontOptions {
  /** Kept at the end, for a restart. @default a fresh one, removed at the end */
  readonly dataDir?: string;
  /** Changes the synthesized stage before it runs, e.g. takes a grant away. */
  readonly change?: (stage: Stage) => Stage;
}

/** The synthesized prod stage with the storefront, on a local cloud whose time stands until it is advanced. */
export interface Storefront extends Inventory {
  readonly cloud: LocalCloud;
  /** Where it keeps its data. */
  readonly folder: string;
  /** All that was announced, in order, from the first moment. */
  readonly heard: readonly LiveEvent[];
  /** Advances driven time, schedules and alarms included. */
  minutes(count: number): Promise<void>;
  switchToggle(key: string, variant: string): Promise<void>;
  mailbox(): Promise<readonly Mail[]>;
  postFeedback(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts what `npm start` starts, in this process. */
export async function startStorefront(options: StorefrontOptions = {}): Promise<Storefront> {
  const { change = (stage) => stage } = options;
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'afterprod-e2e-'));
  if (readdirSync(dataDir).length === 0) copyPreparedStorefront(dataDir);
  const stage = change(readStage(testCdkOut(), 'prod'));
  const heard: LiveEvent[] = [];
  const cloud = await startLocalCloud({
    ...stage,
    port: 0,
    dataDir,
    clock: createManualClock(Date.now()),
    onEvent: (event) => heard.push(event),
  });
  const stackNames = stage.stacks.map(({ name }) => name);
  const inventory = takeInventory(cloud.resources(), stage.name, stackNames);
  return {
    ...inventory,
    cloud,
    folder: dataDir,
    heard,
    minutes: (count) => cloud.clock.advance(count * MINUTE_MS),
    switchToggle: (key, variant) => switchToggle(cloud, inventory, key, variant),
    mailbox: () => readMailbox(cloud.cloud),
    postFeedback: (body, headers) => postFeedback(inventory, body, headers),
    async stop() {
      await cloud.stop();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** As `afterprod toggles set` does: through the store, with the developer's keys. */
async function switchToggle(
  { endpoint, credentials, cloud }: LocalCloud,
  { tables }: Inventory,
  key: string,
  variant: string,
): Promise<void> {
  const client = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  try {
    const documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    const store = new DynamoToggleStore(documents, tables['toggles'] ?? '', () =>
      cloud.clock.now(),
    );
    const author = { who: 'e2e test', why: 'to see what happens' };
    await editToggles(store, (document) => setDefaultVariant(document, key, variant), author);
  } finally {
    client.destroy();
  }
}

function postFeedback(
  { apis, keys }: Inventory,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${apis['feedback']}/v1/feedback`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': keys['feedback'] ?? '',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

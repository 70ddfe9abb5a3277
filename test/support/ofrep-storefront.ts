import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import { servePages } from '../../local/page/pages.ts';
import { describeLocalCloud, localJsonIn, writeLocalJson } from '../../local/start/local-json.ts';
import { afterprod } from './afterprod.ts';
import type { Outcome } from './command-in-process.ts';
import { type Storefront, type StorefrontOptions, startStorefront } from './storefront.ts';

export const FLAGS = '/ofrep/v1/evaluate/flags';

/** Ten seconds, and what the last request took: that flows in a function while driven time stands. */
const TEN_SECONDS_MS = 10_000 + 1_000;

/** A storefront whose toggles are read over OFREP, and written as people do. */
export interface OfrepStorefront extends Storefront {
  readonly store: ToggleStore;
  /** What OFREP's clients call `baseUrl`. */
  readonly baseUrl: string;
  /** The publishable one, and the secret one of the client `backend`. */
  readonly apiKeys: { readonly publishable: string; readonly backend: string };
  /** POSTs below `baseUrl` with the publishable key and a context, unless told otherwise. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Adds toggles, or replaces them, and waits until every reader has noticed. */
  put(toggles: Readonly<Record<string, Toggle>>, more?: Partial<ToggleDocument>): Promise<void>;
  /** After this, every reader has noticed what was written. */
  tenSeconds(): Promise<void>;
  /** Runs `afterprod … --local` against it. */
  command(...args: readonly string[]): Promise<Outcome>;
}

export async function startOfrepStorefront(
  options: StorefrontOptions = {},
): Promise<OfrepStorefront> {
  const storefront = await startStorefront(options);
  const { cloud, apis, keys } = storefront;
  servePages(cloud, 'prod'); // by which the command knows that it runs
  const client = new DynamoDBClient({
    endpoint: cloud.endpoint,
    credentials: cloud.credentials,
    region: cloud.cloud.region,
  });
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const now = () => cloud.clock.now();
  const store = new DynamoToggleStore(documents, storefront.tables['toggles'] ?? '', now);
  const baseUrl = apis['toggles'] ?? '';
  const apiKeys = { publishable: keys['toggles'] ?? '', backend: keys['toggles-backend'] ?? '' };
  const tenSeconds = () => cloud.clock.advance(TEN_SECONDS_MS);
  return {
    ...storefront,
    store,
    baseUrl,
    apiKeys,
    tenSeconds,
    ask: (path, init) => ask(`${baseUrl}${path}`, apiKeys.publishable, init),
    async put(toggles, more = {}) {
      await put(store, toggles, more);
      await tenSeconds();
    },
    command: (...args) => command(storefront, args),
    async stop() {
      client.destroy();
      await storefront.stop();
    },
  };
}

function ask(url: string, key: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: JSON.stringify({ context: { targetingKey: 'visitor-1' } }),
    ...init,
    headers: {
      'content-type': 'application/json',
      'x-api-key': key,
      origin: 'https://shop.example',
      ...init.headers,
    },
  });
}

async function put(
  store: ToggleStore,
  toggles: Readonly<Record<string, Toggle>>,
  more: Partial<ToggleDocument>,
): Promise<void> {
  const latest = await store.readDocument();
  if (!latest) throw new Error('the settings seed toggles at the first deployment');
  const document = { ...latest.document, ...more, flags: { ...latest.document.flags, ...toggles } };
  const edit = { document, summary: 'for a test', keys: Object.keys(toggles) };
  await store.save(edit, latest.docVersion, { who: 'ann', why: 'to see what happens' });
}

/** As a person on call does, while `npm start` runs. */
function command({ cloud, folder }: Storefront, args: readonly string[]): Promise<Outcome> {
  writeLocalJson(folder, describeLocalCloud(cloud, 'prod'));
  return afterprod([...args, '--local'], { AFTERPROD_LOCAL: localJsonIn(folder) });
}

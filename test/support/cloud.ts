import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Clock } from '../../local/clock.ts';
import { createManualClock } from '../../local/driven-clock.ts';
import type { Credentials, Emulator, LiveEvent } from '../../local/emulator.ts';
import { type LocalCloud, startLocalCloud } from '../../local/local-cloud.ts';
import type { Stack, Template } from '../../local/template/template.ts';

export interface TestCloudOptions {
  /** Folder that the templates' asset paths are relative to. @default the working directory */
  readonly assetRoot?: string;
  /** Kept when the cloud stops, for a restart. @default a fresh one, removed at the end */
  readonly dataDir?: string;
  /** @default a manual clock: time stands until `advance` */
  readonly clock?: Clock;
  /** @default all */
  readonly emulators?: readonly Emulator[];
}

/** A local cloud under test, with what an SDK client needs to reach it. */
export interface TestCloud extends LocalCloud {
  /** `new DynamoDBClient(cloud.client)`: the developer's own keys. */
  readonly client: ClientConfig;
  /** The same as a function with this role has them. */
  clientOf(roleArn: string, sessionName?: string): ClientConfig;
  /** All that was announced, in order, from the first moment. */
  readonly heard: readonly LiveEvent[];
}

export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly maxAttempts: number;
}

export const TEST_REGION = 'eu-west-1';
export const TEST_ACCOUNT = '123456789012';

/** Starts a local cloud from hand-written templates (by stack name, or one for a stack called `test`). */
export async function startTestCloud(
  templates: Template | Readonly<Record<string, Template>>,
  options: TestCloudOptions = {},
): Promise<TestCloud> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'afterprod-'));
  const removeData = () => {
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
  const heard: LiveEvent[] = [];
  const cloud = await startLocalCloud({
    stacks: stacksOf(templates, options.assetRoot),
    region: TEST_REGION,
    accountId: TEST_ACCOUNT,
    port: 0,
    dataDir,
    clock: options.clock ?? createManualClock(),
    ...(options.emulators ? { emulators: options.emulators } : {}),
    onEvent: (event) => heard.push(event),
  }).catch((error: unknown) => {
    removeData();
    throw error;
  });
  const configFor = (credentials: Credentials): ClientConfig => ({
    endpoint: cloud.endpoint,
    region: TEST_REGION,
    credentials,
    maxAttempts: 1,
  });
  return {
    ...cloud,
    client: configFor(cloud.credentials),
    clientOf: (roleArn, sessionName = 'test') =>
      configFor(cloud.cloud.credentialsFor(roleArn, sessionName)),
    heard,
    stop: () => cloud.stop().finally(removeData),
  };
}

/** Templates as the local cloud takes them. */
export function stacksOf(
  templates: Template | Readonly<Record<string, Template>>,
  assetRoot: string = process.cwd(),
): readonly Stack[] {
  const named = isTemplate(templates) ? { test: templates } : templates;
  return Object.entries(named).map(([name, template]) => ({ name, template, assetRoot }));
}

function isTemplate(
  templates: Template | Readonly<Record<string, Template>>,
): templates is Template {
  return 'Resources' in templates;
}

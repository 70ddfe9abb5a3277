import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { FlagdCore } from '@openfeature/flagd-core';
import { createToggles } from '../../functions/toggles/index.ts';
import { manyToggles } from './many-toggles.ts';
import { clientOver } from './table-in-memory.ts';

/** The first decisions of a fresh process: prints the milliseconds of CPU of the way that it is given the name of. */
const [way = ''] = process.argv.slice(2);

const TOGGLES = 200;
const CONTEXT = { targetingKey: 'user-1', country: 'DE', plan: 'pro', age: 300 };
const THREE_KINDS = ['toggle-0', 'toggle-1', 'toggle-2'] as const;
const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

type FirstDecisions = () => Promise<readonly boolean[]>;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const decide = await prepare();
  const before = process.cpuUsage();
  const values = await decide();
  const { user, system } = process.cpuUsage(before);
  if (values[0] !== true) throw new Error(`${way} decided wrong`);
  console.log((user + system) / 1000);
}

/** What is there before the first invocation is made before the clock runs. */
async function prepare(): Promise<FirstDecisions> {
  if (way === 'flagd-core') return loadIntoFlagdCore(JSON.stringify(manyToggles(TOGGLES)));
  const client = clientOver(manyToggles(TOGGLES));
  if (way === 'reader') await client.send(new GetItemCommand({ TableName: 'other', Key: {} }));
  const toggles = createToggles({ tableName: 'toggles', exposuresTableName: 'exposures', client });
  return async () => {
    await toggles.refresh();
    return THREE_KINDS.map((key) => toggles.boolean(key, false, CONTEXT));
  };
}

function loadIntoFlagdCore(text: string): FirstDecisions {
  return async () => {
    const core = new FlagdCore(undefined, SILENT);
    core.setConfigurations(text);
    return THREE_KINDS.map((key) => core.resolveBooleanEvaluation(key, false, CONTEXT).value);
  };
}

import { FlagdCore } from '@openfeature/flagd-core';
import { createToggles } from '../../functions/toggles/index.ts';
import { LazyFlags } from '../../functions/toggles/lazy-flags.ts';
import { pack, unpack } from '../../functions/toggles/packed-document.ts';
import { manyToggles } from './many-toggles.ts';
import { clientOver } from './table-in-memory.ts';

/** The first decisions of a fresh process: prints the milliseconds of CPU of the way that it is given the name of. */
const [way = ''] = process.argv.slice(2);

const TOGGLES = 200;
const CONTEXT = { targetingKey: 'user-1', country: 'DE', plan: 'pro', age: 300 };
const THREE_KINDS = ['toggle-0', 'toggle-1', 'toggle-2'] as const;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const start = await prepare(way);
  const before = process.cpuUsage();
  const values = await start();
  const { user, system } = process.cpuUsage(before);
  if (values[0] !== true) throw new Error(`${way}: decided wrong`);
  console.log((user + system) / 1000);
}

/** What a deployment or the table would have ready is made before the clock runs. */
async function prepare(name: string): Promise<() => Promise<unknown[]>> {
  const document = manyToggles(TOGGLES);
  if (name === 'reader') {
    const toggles = createToggles({ tableName: 'toggles', client: clientOver(document) });
    return async () => {
      await toggles.refresh();
      return THREE_KINDS.map((key) => toggles.boolean(key, false, CONTEXT));
    };
  }
  if (name === 'loading') {
    const packed = pack(document);
    return async () => {
      const flags = new LazyFlags(unpack(packed));
      return THREE_KINDS.map((key) => flags.find(key)?.rule.evaluate(CONTEXT).value);
    };
  }
  const text = JSON.stringify(document);
  return async () => {
    const core = new FlagdCore(undefined, { error() {}, warn() {}, info() {}, debug() {} });
    core.setConfigurations(text);
    return THREE_KINDS.map((key) => core.resolveBooleanEvaluation(key, false, CONTEXT).value);
  };
}

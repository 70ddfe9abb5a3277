import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { editToggles } from '../functions/toggles/edit-toggles.ts';
import { setDefaultVariant } from '../functions/toggles/set-default-variant.ts';
import { safeVariantOf, type Toggle } from '../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT, toggleOf } from '../functions/toggles/toggle-document.ts';
import type { Kill, ToggleStore } from '../functions/toggles/toggle-store.ts';
import { CliError } from './cli-error.ts';
import { contextOf } from './command-context.ts';
import { columns } from './output.ts';
import { toggleStoreOf } from './stores.ts';

/** `afterprod toggles …`: reads and switches the toggles of one stage. */
export function addToggles(program: Command): void {
  const toggles = program.command('toggles').description('feature toggles of one stage');
  toggles
    .command('list')
    .description('every toggle with what it serves')
    .action((_, command) => list(command));
  toggles
    .command('show <key>')
    .description('one toggle whole')
    .action((key, _, command) => show(key, command));
  toggles
    .command('set <key> <variant>')
    .description('serve this variant to everybody whom no targeting rule names')
    .option('--why <reason>', 'for the history', 'afterprod toggles set')
    .action((key, variant, { why }, command) => set(key, variant, why, command));
}

async function list(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const { document, kills } = await read(toggleStoreOf(await target()));
  const rows = Object.entries(document.flags)
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([key, toggle]) => ({ key, ...summaryOf(toggle, killOf(kills, key)) }));
  output.answer({ toggles: rows }, () => {
    if (rows.length === 0) return ['No toggles in this stage yet.'];
    return columns([
      ['TOGGLE', 'SERVES', 'VARIANTS', ''],
      ...rows.map(({ key, serves, variants, note }) => [key, serves, variants.join(', '), note]),
    ]);
  });
}

async function show(key: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const { document, kills } = await read(toggleStoreOf(await target()));
  const toggle = toggleOf(document, key);
  if (!toggle) throw unknownToggle(key, Object.keys(document.flags));
  const kill = killOf(kills, key);
  const { serves } = summaryOf(toggle, kill);
  const whole = { key, serves, ...toggle, ...(kill && { kill }) };
  output.answer(whole, () => JSON.stringify(whole, undefined, 2).split('\n'));
}

async function set(key: string, variant: string, why: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const store = toggleStoreOf(await target());
  const author = { who: userInfo().username, why };
  const { docVersion } = await editToggles(
    store,
    (document) => setDefaultVariant(document, key, variant),
    author,
  );
  const kill = killOf((await read(store)).kills, key);
  const killed = kill !== undefined;
  output.answer({ key, serves: kill?.variant ?? variant, docVersion, killed }, () => [
    kill
      ? `${key}: ${variant} is set, but a kill serves ${kill.variant} until it is restored.`
      : `${key} serves ${variant} now. Functions notice within 10 s.`,
  ]);
}

async function read(store: ToggleStore) {
  const head = await store.readHead();
  const latest = await store.readDocument();
  return { document: latest?.document ?? EMPTY_DOCUMENT, kills: head?.kills ?? {} };
}

/** A toggle may be named `constructor`, which every object inherits. */
function killOf(kills: Readonly<Record<string, Kill>>, key: string): Kill | undefined {
  return Object.hasOwn(kills, key) ? kills[key] : undefined;
}

function summaryOf(toggle: Toggle, kill: Kill | undefined) {
  const variants = Object.keys(toggle.variants);
  if (kill) {
    return { serves: kill.variant, variants, note: `killed by ${kill.who}: ${kill.why}` };
  }
  if (toggle.state === 'DISABLED') {
    return { serves: safeVariantOf(toggle), variants, note: 'disabled' };
  }
  const targeted = toggle.targeting && Object.keys(toggle.targeting).length > 0;
  return { serves: toggle.defaultVariant, variants, note: targeted ? 'and by targeting' : '' };
}

function unknownToggle(key: string, known: readonly string[]): CliError {
  return new CliError(
    `There is no toggle ${key}. Known: ${[...known].sort().join(', ') || 'none'}.`,
  );
}

import type { Command } from 'commander';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { inWords, servingOf } from '../../functions/toggles/serving.ts';
import {
  readStageToggles,
  type StageToggle,
  stageToggleOf,
} from '../../functions/toggles/stage-toggles.ts';
import type { HistoryEntry } from '../../functions/toggles/store/change.ts';
import { contextOf } from '../command-context.ts';
import { moment } from '../moment.ts';
import { type Output, printable } from '../output.ts';
import { exposureStoreOf, toggleStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { expiryInWords } from './expiry.ts';
import { type Exposures, exposuresInWords, exposuresOf } from './exposures.ts';
import { historyLines } from './history-words.ts';
import { ruleInWords } from './rule-words.ts';
import { unreadableLines } from './unreadable-lines.ts';

const CHANGES_SHOWN = 3;

/** `afterprod toggles show <key>`. */
export function addShow(toggles: Command): void {
  toggles
    .command('show <key>')
    .description('one toggle: what it serves, its rule, its facts, its last changes')
    .action((key: string, _, command: Command) => show(key, command));
}

async function show(key: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const store = toggleStoreOf(where);
  const atMs = await nowMs(where);
  const [state, history, exposures] = await Promise.all([
    readStageToggles(store),
    store.history({ key, limit: CHANGES_SHOWN }),
    exposuresOf(
      exposureStoreOf(where, () => atMs),
      key,
      atMs,
    ),
  ]);
  const found = stageToggleOf(state, key) ?? { toggle: requireToggle(state.document, key) };
  const { toggle, kill } = found;
  const serves = inWords(servingOf(found));
  const { unreadable } = state;
  const facts = {
    key,
    serves,
    ...toggle,
    ...(kill && { kill }),
    ...(unreadable && { unreadable }),
  };
  output.answer({ ...facts, exposures, history }, () => [
    ...unreadableLines(state, output),
    ...lines(key, found, exposures, atMs, output),
    ...lastChanges(history, output),
  ]);
}

function lines(
  key: string,
  found: StageToggle,
  exposures: Exposures,
  atMs: number,
  { paint }: Output,
): readonly string[] {
  const { toggle, kill } = found;
  const serving = servingOf(found);
  return [
    paint('bold', printable(key)),
    ...ruled('serves', [inWords(serving)]).map((line) => (kill ? paint('red', line) : line)),
    ...(kill ? ruled('killed', [`${moment(kill.at)} by ${kill.who}: ${kill.why}`]) : []),
    ...ruled(
      'variants',
      Object.entries(toggle.variants).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
    ),
    ...ruled('default', [toggle.defaultVariant]),
    ...(Object.keys(toggle.targeting ?? {}).length > 0
      ? ruled('rule', ruleInWords(toggle.targeting))
      : []),
    ...Object.entries(toggle.metadata ?? {}).flatMap(([name, value]) =>
      ruled(name, [name === 'expires' ? expiryInWords(value, atMs) : String(value)]),
    ),
    ...ruled('24 h', [exposuresInWords(exposures)]),
  ];
}

const LABEL_WIDTH = 13;

/** The label stands before the first line; the others stand below it. */
function ruled(label: string, values: readonly string[]): readonly string[] {
  return values.map(
    (value, at) => `  ${(at ? '' : printable(label)).padEnd(LABEL_WIDTH)}${printable(value)}`,
  );
}

function lastChanges(history: readonly HistoryEntry[], output: Output): readonly string[] {
  if (history.length === 0) return [];
  const lines = history.flatMap((entry) => historyLines(entry, output));
  return ['', output.paint('bold', 'Last changes'), ...lines];
}

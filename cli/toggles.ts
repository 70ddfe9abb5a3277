import type { Command } from 'commander';
import { addDisable } from './toggles/disable.ts';
import { addEnable } from './toggles/enable.ts';
import { addKill } from './toggles/kill.ts';
import { addList } from './toggles/list.ts';
import { addRemove } from './toggles/remove.ts';
import { addRestore } from './toggles/restore.ts';
import { addRollout } from './toggles/rollout.ts';
import { addSet } from './toggles/set.ts';
import { addShow } from './toggles/show.ts';

/** `afterprod toggles …`: reads and changes the toggles of one stage. A new command is one file and one line here. */
export function addToggles(program: Command): void {
  const toggles = program.command('toggles').description('feature toggles of one stage');
  addList(toggles);
  addShow(toggles);
  addSet(toggles);
  addEnable(toggles);
  addDisable(toggles);
  addRollout(toggles);
  addKill(toggles);
  addRestore(toggles);
  addRemove(toggles);
}

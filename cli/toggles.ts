import type { Command } from 'commander';
import { addCreate } from './toggles/create.ts';
import { addDescribe } from './toggles/describe.ts';
import { addDiff } from './toggles/diff.ts';
import { addDisable } from './toggles/disable.ts';
import { addEnable } from './toggles/enable.ts';
import { addEvaluate } from './toggles/evaluate.ts';
import { addExport } from './toggles/export.ts';
import { addGuardedRollout } from './toggles/guarded-rollout.ts';
import { addHistory } from './toggles/history.ts';
import { addImport } from './toggles/import.ts';
import { addKill } from './toggles/kill.ts';
import { addLint } from './toggles/lint.ts';
import { addList } from './toggles/list.ts';
import { addPromote } from './toggles/promote.ts';
import { addRemove } from './toggles/remove.ts';
import { addRestore } from './toggles/restore.ts';
import { addRollout } from './toggles/rollout.ts';
import { addSet } from './toggles/set.ts';
import { addShow } from './toggles/show.ts';
import { addStale } from './toggles/stale.ts';
import { addUndo } from './toggles/undo.ts';

/** `afterprod toggles …`: reads and changes the toggles of one stage. A new command is one file and one line here. */
export function addToggles(program: Command): void {
  const toggles = program.command('toggles').description('feature toggles of one stage');
  addList(toggles);
  addShow(toggles);
  addEvaluate(toggles);
  addHistory(toggles);
  addCreate(toggles);
  addDescribe(toggles);
  addSet(toggles);
  addEnable(toggles);
  addDisable(toggles);
  addRollout(toggles);
  addGuardedRollout(toggles);
  addKill(toggles);
  addRestore(toggles);
  addUndo(toggles);
  addRemove(toggles);
  addDiff(toggles);
  addPromote(toggles);
  addImport(toggles);
  addExport(toggles);
  addLint(toggles);
  addStale(toggles);
}

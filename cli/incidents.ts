import type { Command } from 'commander';
import { addList } from './incidents/list.ts';
import { addNote } from './incidents/note.ts';
import { addShow } from './incidents/show.ts';

/** `afterprod incidents …`: what happened, from an alert's first breach until its end. */
export function addIncidents(program: Command): void {
  const incidents = program
    .command('incidents')
    .description('what happened while alerts were open, and how long it took');
  addList(incidents);
  addShow(incidents);
  addNote(incidents);
}

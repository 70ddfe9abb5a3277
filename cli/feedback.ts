import type { Command } from 'commander';
import { addAttachment } from './feedback/attachment.ts';
import { addErase } from './feedback/erase.ts';
import { addExport } from './feedback/export.ts';
import { addLink } from './feedback/link.ts';
import { addList } from './feedback/list.ts';
import { addMerge } from './feedback/merge.ts';
import { addRedrive } from './feedback/redrive.ts';
import { addReply } from './feedback/reply.ts';
import { addShow } from './feedback/show.ts';
import { addStats } from './feedback/stats.ts';
import { addStatus } from './feedback/status.ts';

/** `afterprod feedback …`: what users said in one stage. A new command is one file and one line here. */
export function addFeedback(program: Command): void {
  const feedback = program.command('feedback').description('what users said in one stage');
  addList(feedback);
  addShow(feedback);
  addAttachment(feedback);
  addReply(feedback);
  addStatus(feedback);
  addMerge(feedback);
  addLink(feedback);
  addExport(feedback);
  addErase(feedback);
  addStats(feedback);
  addRedrive(feedback);
}

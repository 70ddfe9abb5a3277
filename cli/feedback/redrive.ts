import type { Command } from 'commander';
import { newestFirst } from '../../functions/feedback/listing/newest-first.ts';
import type { NoticeLedger } from '../../functions/feedback/notice-ledger.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { isSpam } from '../../functions/feedback/triage/spam-score.ts';
import { contextOf } from '../command-context.ts';
import { Progress } from '../progress.ts';
import { feedbackStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { letterQueue } from './letter-queue.ts';
import { type Redriven, redrive } from './redriving.ts';
import { triageAgain } from './triage-again.ts';

/** `afterprod feedback redrive`. */
export function addRedrive(feedback: Command): void {
  feedback
    .command('redrive')
    .description(
      'lets triage work again on what it could not: all that its dead-letter queue holds',
    )
    .action((_, command: Command) => redriveAll(command));
}

async function redriveAll(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const atMs = await nowMs(where);
  const store = feedbackStoreOf(where, () => atMs);
  const [queue, triage] = await Promise.all([letterQueue(where), triageAgain(where)]);
  const progress = new Progress();
  const redriven = await redrive({
    queue,
    triage,
    isLeft: (id) => isLeft(store, id),
    idsBetween: (from, to) => idsBetween(store, from, to),
    tell: ({ triaged }) => progress.tell(`${triaged} triaged`),
  });
  progress.end();
  output.answer({ stage: where.stage, ...redriven }, () => lines(redriven, where.stage));
}

/** Nobody is told of spam: it is done once it is known as such. */
async function isLeft(ledger: NoticeLedger, id: string): Promise<boolean> {
  const feedback = await ledger.findUnannounced(id);
  return feedback !== undefined && !isSpam({ score: feedback.spamScore ?? 0 });
}

async function* idsBetween(store: FeedbackStore, from: string, to: string): AsyncGenerator<string> {
  for await (const { id, receivedAt } of newestFirst(store, {}, `${to}#~`)) {
    if (receivedAt < from) return;
    yield id;
  }
}

function lines({ triaged, failed, unreadable }: Redriven, stage: string): readonly string[] {
  return [
    `${triaged} triaged in ${stage}.`,
    ...(failed > 0
      ? [`${failed} failed again, and wait: the logs of the function feedback-triage say why.`]
      : []),
    ...(unreadable > 0
      ? [`${unreadable} messages are none of triage's, and were left alone.`]
      : []),
  ];
}

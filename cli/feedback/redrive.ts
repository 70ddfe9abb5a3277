import { Argument, type Command } from 'commander';
import type { Consumer } from '../../functions/feedback/dispatch/consumer.ts';
import { newestFirst } from '../../functions/feedback/listing/newest-first.ts';
import type { NoticeLedger } from '../../functions/feedback/notice-ledger.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { isSpam } from '../../functions/feedback/triage/spam-score.ts';
import { contextOf } from '../command-context.ts';
import { HIDDEN_SECONDS, letterQueue } from '../letter-queue.ts';
import { Progress } from '../progress.ts';
import { feedbackStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { FUNCTION_OF, moveBack } from './move-back.ts';
import { type Redriven, redrive } from './redriving.ts';
import { triageAgain } from './triage-again.ts';

type Worker = Consumer | 'triage';

const WORKERS = ['triage', ...Object.keys(FUNCTION_OF)];

/** `afterprod feedback redrive [who]`. */
export function addRedrive(feedback: Command): void {
  feedback
    .command('redrive')
    .description('gives again what could not be worked on: all that the dead-letter queue holds')
    .addArgument(new Argument('[who]', 'whose work').choices(WORKERS).default('triage'))
    .action((who: Worker, _, command: Command) =>
      who === 'triage' ? redriveTriage(command) : redriveTasks(who, command),
    );
}

/** Its queue has no source queue that SQS could move anything to. */
async function redriveTriage(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const atMs = await nowMs(where);
  const store = feedbackStoreOf(where, () => atMs);
  const [queue, triage] = await Promise.all([
    letterQueue(where, 'feedback-triage-dlq'),
    triageAgain(where),
  ]);
  const progress = new Progress();
  const redriven = await redrive({
    queue,
    triage,
    isLeft: (id) => isLeft(store, id),
    idsBetween: (from, to) => idsBetween(store, from, to),
    tell: ({ triaged }) => progress.tell(`${triaged} triaged`),
  }).finally(() => progress.end());
  output.answer({ stage: where.stage, ...redriven }, () => lines(redriven, where.stage));
}

async function redriveTasks(who: Consumer, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const tasks = await moveBack(where, who);
  const name = FUNCTION_OF[who];
  output.answer({ stage: where.stage, who, tasks }, () => [
    tasks === 0
      ? `${name}-dlq seems to be empty in ${where.stage}.`
      : `${tasks} on the way back to ${name} in ${where.stage}.`,
  ]);
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

function lines({ triaged, failed, unreadable, held }: Redriven, stage: string): readonly string[] {
  return [
    `${triaged} triaged in ${stage}.`,
    ...(failed > 0
      ? [`${failed} failed again, and wait: the logs of the function feedback-triage say why.`]
      : []),
    ...(unreadable > 0
      ? [`${unreadable} messages are none of triage's, and were left alone.`]
      : []),
    ...(held > 0
      ? [
          `${held} are held by another run, for ${HIDDEN_SECONDS / 60} minutes at most: repeat then.`,
        ]
      : []),
  ];
}

import type { Command } from 'commander';
import { recordView } from '../../functions/feedback/admin/admin-views.ts';
import { requireFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { contextOf } from '../command-context.ts';
import { moment } from '../moment.ts';
import { type Output, printable } from '../output.ts';
import { feedbackStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import {
  eventLine,
  pictureInWords,
  quoted,
  ratingInWords,
  togglesInWords,
} from './feedback-words.ts';
import { linksInWords } from './links-in-words.ts';

type RecordView = ReturnType<typeof recordView>;

/** `afterprod feedback show <id>`. */
export function addShow(feedback: Command): void {
  feedback
    .command('show <id>')
    .description('one piece of feedback: all that it says, and what became of it')
    .action((id: string, _, command: Command) => show(id, command));
}

async function show(id: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const atMs = await nowMs(where);
  const view = recordView(
    await requireFeedback(
      feedbackStoreOf(where, () => atMs),
      id,
    ),
  );
  output.answer(view, () => lines(view, output));
}

const LABEL_WIDTH = 11;

function lines(view: RecordView, { paint }: Output): readonly string[] {
  const { id, kind, status, context, timeline } = view;
  const { viewport } = context;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['kind', `${kind}${ratingInWords(view)}`],
    ['status', status],
    ['received', moment(view.receivedAt)],
    ['release', context.release],
    ['page', context.url],
    ['toggles', togglesInWords(view)],
    ['topic', view.topic],
    ...linksInWords(timeline).map((link) => ['link', link] as const),
    ['contact', view.contact],
    ['locale', context.locale],
    ['viewport', viewport && `${viewport.width} x ${viewport.height}`],
    ['browser', context.userAgent],
    ...(context.errors ?? []).map((error) => ['error', error] as const),
    ...view.attachments.map(
      (picture, at) => [`picture ${at + 1}`, pictureInWords(picture)] as const,
    ),
  ];
  return [
    paint('bold', printable(id)),
    ...facts
      .filter(([, value]) => value)
      .map(([label, value = '']) => `  ${label.padEnd(LABEL_WIDTH)}${printable(value)}`),
    ...quoted(view.text),
    ...(timeline.length > 0 ? ['', paint('bold', 'Timeline')] : []),
    ...timeline.map((event) => `  ${eventLine(event)}`),
  ];
}

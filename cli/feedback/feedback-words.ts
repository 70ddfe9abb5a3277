import type { Attachment } from '../../functions/feedback/attachments/attachment.ts';
import type {
  FeedbackEvent,
  LinkEvent,
  StatusEvent,
} from '../../functions/feedback/feedback-event.ts';
import type { FeedbackView } from '../../functions/feedback/feedback-view.ts';
import { moment } from '../moment.ts';
import { type Output, printable } from '../output.ts';

type Painter = Pick<Output, 'paint'>;

/** What stands beside the indent on a line of 80. */
const EXCERPT_LENGTH = 72;

/** One piece in a few lines that fit a phone: which, when and where, what, and with which toggles. */
export function feedbackLines(view: FeedbackView, { paint }: Painter): readonly string[] {
  const { id, kind, status, receivedAt, topic, context, text } = view;
  const { release, url } = context;
  const toggles = togglesInWords(view);
  const style = kind === 'bug' && status === 'new' ? 'red' : 'bold';
  const where = [release && `release ${release}`, url && pathOf(url)].filter(Boolean);
  return [
    paint(style, printable(`${id}  ${kind}${ratingInWords(view)}, ${status}`)),
    `    ${printable([moment(receivedAt), ...where].join('  '))}`,
    `    > ${excerpt(text)}`,
    ...(toggles === '' ? [] : [`    ${paint('dim', printable(toggles))}`]),
    ...(topic === undefined || topic === id
      ? []
      : [`    ${paint('dim', printable(`topic ${topic}`))}`]),
  ];
}

/** ` 0 (nps)`, with the blank before it. */
export function ratingInWords({ rating }: Pick<FeedbackView, 'rating'>): string {
  return rating ? ` ${rating.value} (${rating.scale})` : '';
}

export function togglesInWords({ context }: Pick<FeedbackView, 'context'>): string {
  return Object.entries(context.toggles ?? {})
    .map(([key, variant]) => `${key}=${variant}`)
    .join(', ');
}

/** Whether what was announced came, and is a picture, is seen by fetching it. */
export function pictureInWords({ contentType, bytes, askedAt }: Attachment): string {
  return `${contentType}, ${bytes} bytes, announced at ${moment(askedAt)}`;
}

/** The beginning, on one line. */
export function excerpt(text: string): string {
  const characters = [...printable(text)];
  if (characters.length <= EXCERPT_LENGTH) return characters.join('');
  return `${characters.slice(0, EXCERPT_LENGTH - 1).join('')}…`;
}

/** Marked line by line, so that no word of a user's passes for one of ours. */
export function quoted(text: string): readonly string[] {
  return text.split('\n').map((line) => `  > ${printable(line)}`);
}

/** `2026-11-23 13:40 UTC  user/ann  new -> planned`. */
export function eventLine(event: FeedbackEvent): string {
  return printable(`${moment(event.at)}  ${event.who}  ${eventInWords(event)}`);
}

function eventInWords(event: FeedbackEvent): string {
  switch (event.type) {
    case 'status':
      return `${event.from} -> ${event.to}${releaseInWords(event)}`;
    case 'reply':
      return `replied: ${event.text}`;
    case 'verdict':
      return `said: ${event.text}${event.from === event.to ? '' : `, ${event.from} -> ${event.to}`}`;
    case 'link':
      return `linked to ${linkInWords(event)}`;
    case 'merge':
      return event.from === undefined
        ? `merged into ${event.to}`
        : `merged ${event.from} into ${event.to}`;
  }
}

/** With the toggle that the change is behind. */
export function linkInWords({ text, toggle }: LinkEvent): string {
  return toggle === undefined ? text : `${text} behind ${toggle}`;
}

function releaseInWords({ release, reason }: StatusEvent): string {
  if (release === undefined) return '';
  return reason === 'taken-back' ? `: release ${release} was taken back` : ` by release ${release}`;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

import type { Feedback } from './feedback.ts';
import { redact } from './redact.ts';
import { redactPage } from './redact-page.ts';

/** A message to the team. */
export interface Notice {
  /** One line of ASCII, at most 100 characters: SNS refuses more. */
  readonly subject: string;
  readonly message: string;
}

const EXCERPT_LENGTH = 200;
const LINE_BREAK = /[\n\u2028\u2029]/;

/** Twelve digits or more with a letter among them: no telephone number, though eight digits may follow each other. */
const COMMIT = /^(?=.*[a-f])[0-9a-f]{12,64}$/;

/** Tells the team of one piece of feedback: enough to decide whether to look now. */
export function noticeOf(feedback: Feedback, project: string, stage: string): Notice {
  const { kind, id, receivedAt, rating, context } = feedback;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Kind', kind],
    ['Rating', rating && `${rating.value} (${rating.scale})`],
    ['Release', context.release && releaseText(context.release)],
    ['Page', context.url && redactPage(context.url)],
    ['Toggles', togglesText(context.toggles)],
    ['Received', receivedAt],
    ['Id', id],
  ];
  const lines = facts.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
  return {
    subject: `Feedback (${kind}) on ${project} ${stage}`.slice(0, 100),
    message: [quoted(excerptOf(feedback.text ?? feedback.message ?? '')), '', ...lines].join('\n'),
  };
}

/** Redacted before it is cut: half an address is still one. */
function excerptOf(message: string): string {
  const characters = [...redact(message)];
  if (characters.length <= EXCERPT_LENGTH) return characters.join('');
  return `${characters.slice(0, EXCERPT_LENGTH).join('')}…`;
}

/** So that no line of a visitor's passes for a fact of ours. */
function quoted(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => `> ${line}`)
    .join('\n');
}

/** Whatever a page may send as its release is redacted, but commits stay readable. */
function releaseText(release: string): string {
  return COMMIT.test(release) ? release : redact(release);
}

function togglesText(toggles: Readonly<Record<string, string>> = {}): string {
  return Object.entries(toggles)
    .map(([key, variant]) => redact(`${key}=${variant}`))
    .join(', ');
}

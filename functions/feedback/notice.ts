import type { Feedback } from './feedback.ts';
import { redact } from './redact.ts';

/** A message to the team. */
export interface Notice {
  /** One line of ASCII, at most 100 characters: SNS refuses more. */
  readonly subject: string;
  readonly message: string;
}

const EXCERPT_LENGTH = 200;

/** Tells the team of one piece of feedback: enough to decide whether to look now. */
export function noticeOf(feedback: Feedback, project: string, stage: string): Notice {
  const { kind, id, receivedAt, message, rating, context } = feedback;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Kind', kind],
    ['Rating', rating && `${rating.value} (${rating.scale})`],
    ['Release', context.release],
    ['Page', context.url],
    ['Toggles', togglesText(context.toggles)],
    ['Received', receivedAt],
    ['Id', id],
  ];
  const lines = facts.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
  return {
    subject: `Feedback (${kind}) on ${project} ${stage}`.slice(0, 100),
    message: [excerptOf(message), '', ...lines].join('\n'),
  };
}

/** Redacted before it is cut: half an address is still one. */
function excerptOf(message: string): string {
  const characters = [...redact(message)];
  if (characters.length <= EXCERPT_LENGTH) return characters.join('');
  return `${characters.slice(0, EXCERPT_LENGTH).join('')}…`;
}

function togglesText(toggles: Readonly<Record<string, string>> = {}): string {
  return Object.entries(toggles)
    .map(([key, variant]) => `${key}=${variant}`)
    .join(', ');
}

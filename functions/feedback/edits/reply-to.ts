import type { Author } from './author.ts';
import type { Edit } from './edit-feedback.ts';

/** Says something to the sender, at the status page. */
export function replyTo(text: string, { who, at }: Author): Edit {
  return ({ feedback }) => ({
    after: feedback,
    events: [{ type: 'reply', at, who, text }],
  });
}

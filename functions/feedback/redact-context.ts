import type { Feedback } from './feedback.ts';
import { redact } from './redact.ts';
import { redactPage } from './redact-page.ts';
import { redactUserAgent } from './redact-user-agent.ts';

/** What a page sent along, redacted where its address, its errors or its browser may name somebody. */
export function redactContext(context: Feedback['context']): Feedback['context'] {
  const { url, errors, userAgent } = context;
  return {
    ...context,
    ...(url !== undefined && { url: redactPage(url) }),
    ...(errors && { errors: errors.map(redact) }),
    ...(userAgent !== undefined && { userAgent: redactUserAgent(userAgent) }),
  };
}

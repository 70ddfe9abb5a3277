import type { Answer } from './post.ts';
import { retryAfterHeader } from './retry-after-header.ts';
import { failedForGood, failedForNow, type SendResult, TOLD } from './send-result.ts';

/** Statuses under 500 that may be others in a moment: Request Timeout, Too Early, Too Many Requests. */
const PASSING = [408, 425, 429];

const WORDS: Readonly<Record<string, string>> = {
  TIMEOUT: 'it did not answer in time',
  CLOSED: 'it closed the connection without an answer',
  UPGRADE: 'it answers in another protocol',
  ECONNREFUSED: 'it takes no connection (ECONNREFUSED)',
  ECONNRESET: 'the connection broke before the answer (ECONNRESET)',
  ENOTFOUND: 'its name is not known (ENOTFOUND)',
  EAI_AGAIN: 'its name could not be looked up (EAI_AGAIN)',
};

/** What an answer means for a message, in words that quote no address. */
export function judgeAnswer(answer: Answer, nowMs: number): SendResult {
  switch (answer.kind) {
    case 'refused':
      return failedForGood(
        'its address is not a public one, and nothing is sent there: connect another one',
      );
    case 'broken':
      return failedForNow(WORDS[answer.code] ?? `no answer (${answer.code})`);
    case 'answered':
      return judgeStatus(answer, nowMs);
  }
}

function judgeStatus(
  { status, retryAfter }: Extract<Answer, { kind: 'answered' }>,
  nowMs: number,
): SendResult {
  if (status >= 200 && status < 300) return TOLD;
  if (status >= 500 || PASSING.includes(status)) {
    return failedForNow(`it answered ${status}`, retryAfterHeader(retryAfter, nowMs));
  }
  if (status >= 300 && status < 400) {
    return failedForGood(
      `it answered ${status}, and redirects are not followed: connect where it leads`,
    );
  }
  return failedForGood(`it answered ${status}`);
}

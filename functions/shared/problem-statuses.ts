import type { ProblemCode } from './problem.ts';

interface ProblemStatus {
  readonly status: number;
  readonly title: string;
}

/** A new ProblemCode does not compile until it has a status and a title here. */
export const PROBLEM_STATUSES: Readonly<Record<ProblemCode, ProblemStatus>> = {
  malformed_request: { status: 400, title: 'The request is malformed' },
  unauthorized: { status: 401, title: 'Say who you are' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This method is not offered here' },
  precondition_failed: { status: 412, title: 'It was changed since you read it' },
  precondition_required: { status: 428, title: 'Say which version you read' },
  challenge_required: { status: 428, title: 'Show that you have worked for it' },
  invalid_body: { status: 400, title: 'The body is not JSON' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json in UTF-8' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key was used with another body' },
  in_flight: { status: 409, title: 'The same request is still being worked on' },
  feedback_invalid: { status: 400, title: 'The feedback breaks a rule' },
  feedback_conflict: { status: 409, title: 'The feedback is not where you think' },
  verdict_invalid: { status: 400, title: 'The verdict breaks a rule' },
  verdict_not_due: { status: 409, title: 'There is nothing to judge yet' },
  contact_invalid: { status: 400, title: 'The wish breaks a rule' },
  beta_invalid: { status: 400, title: 'The wish breaks a rule' },
  beta_unavailable: { status: 409, title: 'This feedback makes nobody a beta tester' },
  mailbox_unproven: { status: 403, title: 'Nobody knows yet whose mailbox this is' },
  attachment_invalid: { status: 400, title: 'The attachment breaks a rule' },
  attachments_full: { status: 409, title: 'There are as many attachments as may be' },
  toggle_unknown: { status: 404, title: 'There is no such toggle' },
  toggle_invalid: { status: 422, title: 'The toggle breaks a rule' },
  heartbeat_invalid: { status: 400, title: 'The beat breaks a rule' },
  rollout_invalid: { status: 400, title: 'The rollout breaks a rule' },
  rollout_unknown: { status: 404, title: 'There is no such rollout' },
  rollout_conflict: { status: 409, title: 'The rollout is not where you think' },
  toggle_conflict: { status: 409, title: 'The toggles were changed by somebody else' },
  toggle_version_unknown: { status: 404, title: 'There is no such version of the toggles' },
  too_many_kills: { status: 409, title: 'Too many toggles are killed at once' },
  toggle_unchanged: { status: 409, title: 'There is no change to take back' },
};

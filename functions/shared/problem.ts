/** What a caller can have done wrong, where a function finds it out. Each has its status and title in `problem-statuses.ts`. */
export type ProblemCode =
  | 'malformed_request'
  | 'unauthorized'
  | 'not_found'
  | 'method_not_allowed'
  | 'precondition_failed'
  | 'precondition_required'
  | 'challenge_required'
  | 'invalid_body'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'idempotency_key_reused'
  | 'in_flight'
  | 'feedback_invalid'
  | 'verdict_invalid'
  | 'verdict_not_due'
  | 'contact_invalid'
  | 'mailbox_unproven'
  | 'beta_invalid'
  | 'beta_unavailable'
  | 'attachment_invalid'
  | 'attachments_full'
  | 'feedback_conflict'
  | 'toggle_unknown'
  | 'toggle_invalid'
  | 'toggle_conflict'
  | 'toggle_version_unknown'
  | 'toggle_unchanged'
  | 'too_many_kills'
  | 'heartbeat_invalid'
  | 'rollout_invalid'
  | 'rollout_unknown'
  | 'rollout_conflict';

/** One fault in a body: where (RFC 6901) and which rule. */
export interface BodyError {
  readonly pointer: string;
  readonly code: string;
  /** What to do about it, for people. Never repeats what the caller sent. */
  readonly detail: string;
}

interface ProblemOptions extends ErrorOptions {
  readonly errors?: readonly BodyError[];
  /** Of its answer, where HTTP asks for one: `WWW-Authenticate` with 401. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Something the caller can fix: its code and message are shown, it is answered 4xx, it never alarms.
 * Anything else thrown is a defect: logged whole, answered 500, alarmed on.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: readonly BodyError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, message: string, options: ProblemOptions = {}) {
    super(message, options);
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

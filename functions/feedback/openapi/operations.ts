import type { PublicRoute } from '../public-routes.ts';

type Security = 'publishableKey' | 'reporterSecret' | 'none';

export interface Operation {
  readonly summary: string;
  readonly security: Security;
  /** Name of a schema among the document's components. */
  readonly request?: 'Feedback' | 'Verdict' | 'Contact' | 'Beta' | 'Attachment';
  readonly success: number;
  readonly answers?: 'Receipt' | 'UploadForm' | 'Challenge' | 'Status' | 'Changes' | 'Document';
  /** Texts that it gives in place of JSON: content type -> what it is. @default - none */
  readonly texts?: Readonly<Record<string, string>>;
  /** Statuses of problems, apart from those that every route has. */
  readonly problems: readonly number[];
}

const OF_A_BODY = [400, 409, 413, 415];

/** What the document says of each route: a new route does not compile until it is here. */
export const OPERATIONS: Readonly<Record<PublicRoute, Operation>> = {
  'POST /v1/feedback': {
    summary: 'Keeps what a user says. What is answered 202 is stored.',
    security: 'publishableKey',
    request: 'Feedback',
    success: 202,
    answers: 'Receipt',
    problems: [...OF_A_BODY, 403, 422, 428],
  },
  'GET /v1/feedback/{id}': {
    summary: 'Tells the reporter what has become of their feedback.',
    security: 'reporterSecret',
    success: 200,
    answers: 'Status',
    texts: {
      'text/html':
        'The page behind statusUrl: for Accept: text/html without Authorization, the same for every id. It asks for JSON itself.',
    },
    problems: [401, 404],
  },
  'DELETE /v1/feedback/{id}': {
    summary: 'Erases feedback with all that belongs to it.',
    security: 'reporterSecret',
    success: 204,
    problems: [401, 404],
  },
  'POST /v1/feedback/{id}/verdict': {
    summary: 'Takes the word of the reporter on what was shipped; still broken is new again.',
    security: 'reporterSecret',
    request: 'Verdict',
    success: 200,
    answers: 'Status',
    problems: [...OF_A_BODY, 401, 404],
  },
  'POST /v1/feedback/{id}/contact': {
    summary: 'Stops the mails about feedback; confirms them, with the secret that came by mail.',
    security: 'reporterSecret',
    request: 'Contact',
    success: 200,
    answers: 'Status',
    problems: [...OF_A_BODY, 401, 403, 404],
  },
  'POST /v1/feedback/{id}/attachments': {
    summary: 'Gives a presigned form to send one picture with, straight to S3; three at most.',
    security: 'reporterSecret',
    request: 'Attachment',
    success: 201,
    answers: 'UploadForm',
    problems: [...OF_A_BODY, 401, 404],
  },
  'POST /v1/feedback/{id}/beta': {
    summary:
      'Lets the reporter join the beta testers, once the mailbox is confirmed, or leave them.',
    security: 'reporterSecret',
    request: 'Beta',
    success: 200,
    answers: 'Status',
    problems: [...OF_A_BODY, 401, 403, 404],
  },
  'GET /v1/challenge': {
    summary: 'A task in the format of ALTCHA 2, for a post that was answered 428.',
    security: 'none',
    success: 200,
    answers: 'Challenge',
    problems: [],
  },
  'GET /v1/changes': {
    summary: 'What was shipped lately, newest first; as an Atom feed with format=atom.',
    security: 'none',
    success: 200,
    answers: 'Changes',
    texts: { 'application/atom+xml': 'The same as a feed, with format=atom.' },
    problems: [400],
  },
  'GET /v1/openapi.json': {
    summary: 'This document.',
    security: 'none',
    success: 200,
    answers: 'Document',
    problems: [],
  },
};

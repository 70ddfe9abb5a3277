import { answerAdmin } from '../../functions/feedback/admin/admin.ts';
import type { AdminDependencies } from '../../functions/feedback/admin/admin-dependencies.ts';
import { ADMIN_ROUTES } from '../../functions/feedback/admin/admin-routes.ts';
import type { Feedback } from '../../functions/feedback/feedback.ts';
import type { FeedbackCount } from '../../functions/feedback/statistics/feedback-counts.ts';
import type { Served } from '../../functions/feedback/statistics/statistics.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { MemoryFeedbackStore } from '../../functions/feedback/store/memory-feedback-store.ts';
import { MemoryTriageStore } from '../../functions/feedback/triage/memory-triage-store.ts';
import type { TriageStore } from '../../functions/feedback/triage/triage-store.ts';
import { answer } from '../../functions/shared/http.ts';
import { type AdminAnswer, type AdminRequest, adminEvent, NOON_MS } from './admin-call.ts';

/** The admin API of feedback over one store, as API Gateway calls it: `call('POST /v1/feedback/one/reply', { body })`. */
export interface FeedbackAdmin {
  readonly store: FeedbackStore;
  readonly topics: TriageStore;
  /** What was logged as our own fault. */
  readonly logged: readonly Error[];
  call(request: string, more?: AdminRequest): Promise<AdminAnswer>;
}

interface Counted {
  readonly counts?: readonly FeedbackCount[];
  readonly exposures?: readonly Served[];
  readonly contacts?: readonly { readonly id: string; readonly email: string }[];
}

export function feedbackAdmin(
  store: FeedbackStore = new MemoryFeedbackStore(() => NOON_MS),
  { counts = [], exposures = [], contacts = [] }: Counted = {},
): FeedbackAdmin {
  const logged: Error[] = [];
  const log = { error: (_: string, error: Error) => logged.push(error) };
  const topics = new MemoryTriageStore(store);
  const dependencies: AdminDependencies = {
    store,
    topics,
    contacts: { page: async () => ({ contacts }) },
    subjectOf: async (email) => email.toLowerCase(),
    counts: {
      read: async (from, to) => counts.filter(({ hour }) => hour >= from && hour <= to),
    },
    exposures: { read: async () => exposures },
    now: () => NOON_MS,
  };
  return {
    store,
    topics,
    logged,
    async call(request, more) {
      const event = adminEvent(request, more, ADMIN_ROUTES);
      const result = await answer(event, () => answerAdmin(event, dependencies), { log });
      const headers = result.headers ?? {};
      const isJson = String(headers['content-type']).includes('json') && result.body !== '';
      const isLines = String(headers['content-type']).includes('ndjson');
      const body = isJson && !isLines ? JSON.parse(result.body) : undefined;
      const { statusCode: status, body: text } = result;
      return { status, headers, etag: String(headers.etag), text, body };
    },
  };
}

/** A bug of 09:00 and so many minutes. */
export function feedbackOf(id: string, more: Partial<Feedback> = {}, minute = 0): Feedback {
  return {
    id,
    receivedAt: `2026-11-23T09:${String(minute).padStart(2, '0')}:00.000Z`,
    kind: 'bug',
    text: 'Pay does nothing',
    context: { release: 'a1b2c3d4e5f6', toggles: { 'new-checkout': 'on' } },
    status: 'new',
    revision: 1,
    secretHash: 'the-hash-of-a-secret',
    ...more,
  };
}

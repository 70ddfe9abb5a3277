import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { json } from '../../shared/http.ts';
import { readJsonBody } from '../../shared/json-body.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { Problem } from '../../shared/problem.ts';
import type { VerdictEvent } from '../feedback-event.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { type Judgement, judge } from './judge.ts';
import { type OwnFeedback, ownFeedback } from './own-feedback.ts';
import { statusView } from './status-view.ts';
import { verdictSchema } from './verdict-schema.ts';

export interface VerdictDependencies {
  readonly store: Pick<FeedbackStore, 'read' | 'replace'>;
  readonly currentRelease: () => Promise<string | undefined>;
  /** Told of each verdict that something is still broken: once. */
  readonly onBroken: (verdict: VerdictEvent) => Promise<void>;
  readonly now: NowMs;
}

const MAX_BYTES = 1_024;

/** The team, or triage, may be changing it at the same time. */
const ATTEMPTS = 4;

/** Takes the reporter's verdict, and answers with what has become of their feedback. */
export async function giveVerdict(
  event: APIGatewayProxyEvent,
  { store, currentRelease, onBroken, now }: VerdictDependencies,
): Promise<APIGatewayProxyResult> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const own = await ownFeedback(event, store);
    const body = readJsonBody(event, MAX_BYTES, { uniqueKeys: true });
    const { verdict } = parseWith(verdictSchema, body, 'verdict_invalid');
    const judgement = judge(own, verdict, isoTime(now()), await currentRelease());
    const kept = judgement ? await keep(store, own, judgement) : own;
    if (!kept) continue;
    if (judgement?.event.text === 'still-broken') await onBroken(judgement.event);
    return json(200, statusView(kept));
  }
  throw new Problem('in_flight', 'It is being changed by others: send it again');
}

/** Undefined where somebody else was faster. */
async function keep(
  store: VerdictDependencies['store'],
  { feedback, ...rest }: OwnFeedback,
  { after, event }: Judgement,
): Promise<OwnFeedback | undefined> {
  try {
    const kept = await store.replace(feedback, after, [event]);
    return { ...rest, feedback: kept, events: [...rest.events, event] };
  } catch (error) {
    if (error instanceof Problem && error.code === 'precondition_failed') return undefined;
    throw error;
  }
}

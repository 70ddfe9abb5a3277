import * as z from 'zod/mini';
import { feedbackIdOf } from '../store/feedback-items.ts';

/** What a message in the queue of what could not be triaged is about. */
export type DeadLetter =
  | { readonly kind: 'one'; readonly id: string }
  /** All that came in within these times, both included: ISO 8601, UTC. */
  | { readonly kind: 'span'; readonly from: string; readonly to: string };

/** The stream notes times coarsely, and a moment after feedback was received. */
const LEEWAY_MS = 2 * 60_000;

const text = z.object({ S: z.string() });

/** Triage sets aside what is hopeless by its keys. */
const setAside = z.object({ keys: z.object({ pk: text, sk: text }) });

/** Lambda gives up after an hour, and tells where in the stream. */
const givenUp = z.object({
  DDBStreamBatchInfo: z.object({
    approximateArrivalOfFirstRecord: z.iso.datetime(),
    approximateArrivalOfLastRecord: z.iso.datetime(),
  }),
});

/** Undefined for what neither triage nor Lambda has written. */
export function deadLetterOf(body: string): DeadLetter | undefined {
  const message = parsed(body);
  const one = setAside.safeParse(message);
  if (one.success) {
    const { pk, sk } = one.data.keys;
    const id = feedbackIdOf(pk.S, sk.S);
    return id === undefined ? undefined : { kind: 'one', id };
  }
  const many = givenUp.safeParse(message);
  if (!many.success) return undefined;
  const { approximateArrivalOfFirstRecord: first, approximateArrivalOfLastRecord: last } =
    many.data.DDBStreamBatchInfo;
  return { kind: 'span', from: moved(first, -LEEWAY_MS), to: moved(last, LEEWAY_MS) };
}

function moved(time: string, byMs: number): string {
  return new Date(Date.parse(time) + byMs).toISOString();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

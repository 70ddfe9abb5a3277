import type { Delivery, MessageKind } from '../delivery.ts';
import type { Severity } from '../severity.ts';
import type { Step } from './step.ts';

/** What a route is told of, as it is now: an alert, or a release that went live. */
export interface Subject {
  readonly revision: number;
  readonly severity: Severity;
  /** What is due, after what the route has. */
  step(delivery: Delivery, nowMs: number): Step;
  /** The body of a message, in the form of the route's channel. */
  compose(kind: MessageKind): Promise<string>;
}

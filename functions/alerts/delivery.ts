import type { Severity } from './severity.ts';

/** What one message says to a route. */
export type MessageKind = 'trigger' | 'update' | 'resolve';

/** A message that was put together, kept before it is sent: sent again it is the same, under the same id. */
export interface PendingMessage {
  /** `<alert id>_<route>_<number>`: receivers know a repetition by it. */
  readonly id: string;
  readonly kind: MessageKind;
  /** The alert's revision that it tells. */
  readonly revision: number;
  /** The alert's severity that it tells. */
  readonly severity: Severity;
  /** What the channel sends: JSON of its own form. */
  readonly body: string;
  readonly attempts: number;
  /** Nobody else sends it until then. ISO 8601, as all times here. */
  readonly claimedUntil?: string;
  /** Not before this; of a dead one, when it was given up. */
  readonly nextAttemptAt: string;
  /** Of the last attempt, without secrets and addresses. */
  readonly lastFailure?: string;
  /** Given up: it lies in the dead-letter queue until `afterprod alerts redrive`, or until newer news takes its place. */
  readonly isDead?: boolean;
}

/** What one route was told of one alert. One message at a time, in order: a resolve never before its trigger. */
export interface Delivery {
  readonly alertId: string;
  readonly route: string;
  /** Of the item: 0 before the first write. */
  readonly version: number;
  /** How many messages were made. */
  readonly messages: number;
  /** The latest revision that the route has. @default - none yet */
  readonly toldRevision?: number;
  readonly toldKind?: MessageKind;
  readonly toldSeverity?: Severity;
  readonly toldAt?: string;
  readonly pending?: PendingMessage;
  /** When the route was last found without an address to send to. @default - it had one */
  readonly unconnectedAt?: string;
}

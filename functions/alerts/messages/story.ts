import type { Alert } from '../alert.ts';
import type { MessageKind } from '../delivery.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';

/** All that one message tells, whatever form its channel gives it. */
export interface Story {
  readonly kind: MessageKind;
  readonly project: string;
  readonly stage: string;
  /** When it is told, ISO 8601. */
  readonly at: string;
  readonly alert: Alert;
  readonly surroundings: Surroundings;
}

import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Severity } from '../functions/alerts/severity.ts';

/** Where one stage's alarms and notices go, by how soon somebody must look. `Alarms` creates them. */
export interface Topics {
  /** Users are hurt now: wakes somebody. */
  readonly page: ITopic;
  /** Needs work in office hours. */
  readonly ticket: ITopic;
  /** Good to know: new feedback, a changed toggle. */
  readonly info: ITopic;
  /** Where alarms say that they fire: the router of alerts makes of them what people are told. Nobody subscribes. */
  readonly alarms: Readonly<Record<Severity, ITopic>>;
}

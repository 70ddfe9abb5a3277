import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** Where one stage's alarms and notices go, by how soon somebody must look. `Alarms` creates them. */
export interface Topics {
  /** Users are hurt now: wakes somebody. */
  readonly page: ITopic;
  /** Needs work in office hours. */
  readonly ticket: ITopic;
  /** Good to know: new feedback, a changed toggle. */
  readonly info: ITopic;
}

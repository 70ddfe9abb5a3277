import type { NewFeedback } from '../../functions/feedback/feedback-schema.ts';

export type Kind = NewFeedback['kind'];
export type Scale = NonNullable<NewFeedback['rating']>['scale'];

export const KINDS: readonly Kind[] = ['bug', 'idea', 'praise', 'question'];

/** The values of each scale, from worst to best. */
export const SCALES: Readonly<Record<Scale, readonly number[]>> = {
  thumb: [0, 1],
  csat: [1, 2, 3, 4, 5],
  nps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
};

/** What stands in the form. */
export interface FormValues {
  readonly kind: Kind;
  readonly message: string;
  /** Undefined where nothing was asked or chosen. */
  readonly rating: NewFeedback['rating'];
  readonly email: string;
  readonly consent: boolean;
  /** The visitor wants to be a beta tester. */
  readonly beta: boolean;
  /** Of the field that people do not see. */
  readonly trap: string;
  /** Since the form was opened. */
  readonly timeToFillMs: number | undefined;
}

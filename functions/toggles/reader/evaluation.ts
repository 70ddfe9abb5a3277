/** Why a reader got this value: the words of OpenFeature. */
export type Reason =
  | 'STATIC'
  | 'DEFAULT'
  | 'TARGETING_MATCH'
  /** Killed or disabled: the safe variant. */
  | 'DISABLED'
  /** True when it was read, but the store has not answered since: it may have changed. */
  | 'STALE'
  | 'ERROR';

export type EvaluationError =
  | 'FLAG_NOT_FOUND'
  | 'TYPE_MISMATCH'
  | 'PARSE_ERROR'
  /** The rule spreads users by percentage, and the context names none. */
  | 'TARGETING_KEY_MISSING'
  /** The context is no object, or its `targetingKey` no text where the rule needs it. */
  | 'INVALID_CONTEXT'
  | 'PROVIDER_NOT_READY'
  | 'GENERAL';

/** A value, and where it comes from. With an error it is the default that the code gave. */
export interface Evaluation<T> {
  readonly value: T;
  /** Absent for the code's own default. */
  readonly variant?: string;
  readonly reason: Reason;
  readonly errorCode?: EvaluationError;
}

/** What is known of the user. `targetingKey` names them: the same key always falls into the same percentage. */
export interface EvaluationContext {
  readonly targetingKey?: string;
  readonly [attribute: string]: unknown;
}

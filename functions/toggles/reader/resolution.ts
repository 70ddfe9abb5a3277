import type { ToggleValue } from '../toggle.ts';
import type { EvaluationError, Reason } from './evaluation.ts';

/** What one toggle gives to one user, before anybody's default comes into it. */
export type Resolution =
  | { readonly value: ToggleValue; readonly variant: string; readonly reason: Reason }
  | { readonly errorCode: EvaluationError };

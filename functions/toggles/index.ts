export type { TogglesChange, TogglesListener, TogglesStatus } from './change-watch.ts';
export { createToggles, type TogglesOptions } from './create-toggles.ts';
export type {
  Evaluation,
  EvaluationContext,
  EvaluationError,
  Reason,
} from './evaluation.ts';
export type { Toggles } from './toggles.ts';

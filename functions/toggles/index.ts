export type { TogglesChange, TogglesListener, TogglesStatus } from './reader/change-watch.ts';
export { createToggles, type TogglesOptions } from './reader/create-toggles.ts';
export type {
  Evaluation,
  EvaluationContext,
  EvaluationError,
  Reason,
} from './reader/evaluation.ts';
export type { Toggles } from './reader/toggles.ts';

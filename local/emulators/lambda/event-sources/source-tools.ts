import type { Cloud } from '../../../emulator.ts';
import type { FunctionRegistry } from '../function-registry.ts';
import type { Invoker } from '../invoker.ts';
import type { SavedState } from '../saved-state.ts';

/** What readers of event sources work with. */
export interface SourceTools {
  readonly cloud: Cloud;
  readonly registry: FunctionRegistry;
  readonly invoker: Invoker;
  readonly saved: SavedState;
}

import type { StateFile } from '../../emulator.ts';
import type { AliasConfiguration } from './alias.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import type { PendingEvent } from './pending-event.ts';

/** A published version and the resource that made it. */
export interface PublishedVersion {
  readonly configuration: FunctionConfiguration;
  readonly madeBy: string;
}

/** An alias as its template declares it, and as it is now (after `UpdateAlias`). */
export interface SavedAlias {
  readonly declared?: string;
  readonly current: AliasConfiguration;
}

/** What of Lambda survives a restart. */
export interface LambdaState {
  /** By function name, oldest first. */
  readonly versions: Record<string, PublishedVersion[]>;
  /** By `<function>:<alias>`. */
  readonly aliases: Record<string, SavedAlias>;
  /** Asynchronous events that wait for their next attempt, by request id. */
  readonly events: Record<string, PendingEvent>;
  /** By event source mapping and shard. */
  readonly checkpoints: Record<string, string>;
}

export interface SavedState {
  readonly state: LambdaState;
  /** Writes the state as it is now. */
  save(): void;
}

export function openState(file: StateFile): SavedState {
  const saved = (file.load() ?? {}) as Partial<LambdaState>; // written by this version or an earlier one
  const state: LambdaState = { versions: {}, aliases: {}, events: {}, checkpoints: {}, ...saved };
  return { state, save: () => file.save(state) };
}

import { z } from 'zod/mini';
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

const CONFIGURATION = z.looseObject({
  functionName: z.string(),
  version: z.string(),
  description: z.string(),
  runtime: z.string(),
  handler: z.string(),
  roleArn: z.string(),
  timeoutSeconds: z.number(),
  memorySizeMb: z.number(),
  variables: z.record(z.string(), z.string()),
  codeDir: z.string(),
  codeSha256: z.string(),
  architectures: z.array(z.string()),
  logGroup: z.string(),
  deadLetterArn: z.optional(z.string()),
  lastModified: z.string(),
});

const ALIAS = z.looseObject({
  functionName: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  weights: z.record(z.string(), z.number()),
});

const EVENT = z.looseObject({
  requestId: z.string(),
  functionName: z.string(),
  payload: z.string(),
  acceptedAtMs: z.number(),
  dueAtMs: z.number(),
  failedAttempts: z.number(),
  refusals: z.number(),
});

/** Written by this version or an earlier one, which had less to save. */
const SAVED = z.looseObject({
  versions: z.optional(
    z.record(
      z.string(),
      z.array(z.looseObject({ configuration: CONFIGURATION, madeBy: z.string() })),
    ),
  ),
  aliases: z.optional(
    z.record(z.string(), z.looseObject({ declared: z.optional(z.string()), current: ALIAS })),
  ),
  events: z.optional(z.record(z.string(), EVENT)),
  checkpoints: z.optional(z.record(z.string(), z.string())),
});

export function openState(file: StateFile): SavedState {
  const saved = file.loadAs((value) => SAVED.parse(value) as Partial<LambdaState>);
  const state: LambdaState = { versions: {}, aliases: {}, events: {}, checkpoints: {}, ...saved };
  return { state, save: () => file.save(state) };
}

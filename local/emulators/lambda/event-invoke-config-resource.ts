import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { DEFAULT_EVENT_INVOKE_CONFIG, type EventInvokeConfig } from './event-invoke-config.ts';
import { parseFunctionReference } from './function-reference.ts';
import { parseProperties } from './parse-properties.ts';

const Properties = z.object({
  FunctionName: z.string(),
  Qualifier: z.string(),
  MaximumEventAgeInSeconds: z.optional(z.coerce.number()),
  MaximumRetryAttempts: z.optional(z.coerce.number()),
});

/** The properties that count. */
export const EVENT_INVOKE_CONFIG_PROPERTIES = Object.keys(Properties.shape);

export interface DeclaredEventInvokeConfig {
  readonly functionName: string;
  readonly qualifier: string;
  readonly config: EventInvokeConfig;
}

/** Reads an `AWS::Lambda::EventInvokeConfig`. */
export function declaredEventInvokeConfig(resource: Resource): DeclaredEventInvokeConfig {
  const { FunctionName, Qualifier, MaximumEventAgeInSeconds, MaximumRetryAttempts } =
    parseProperties(Properties, resource);
  const { maxAgeSeconds, maxRetries } = DEFAULT_EVENT_INVOKE_CONFIG;
  return {
    functionName: parseFunctionReference(FunctionName).functionName,
    qualifier: Qualifier,
    config: {
      maxAgeSeconds: MaximumEventAgeInSeconds ?? maxAgeSeconds,
      maxRetries: MaximumRetryAttempts ?? maxRetries,
    },
  };
}

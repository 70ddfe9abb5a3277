import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { DEFAULT_EVENT_INVOKE_CONFIG, type EventInvokeConfig } from './event-invoke-config.ts';
import { parseFunctionReference } from './function-reference.ts';
import { parseProperties } from './parse-properties.ts';

const Destination = z.optional(z.object({ Destination: z.optional(z.string()) }));

const Properties = z.object({
  FunctionName: z.string(),
  Qualifier: z.string(),
  MaximumEventAgeInSeconds: z.optional(z.coerce.number()),
  MaximumRetryAttempts: z.optional(z.coerce.number()),
  DestinationConfig: z.optional(z.object({ OnSuccess: Destination, OnFailure: Destination })),
});

export interface DeclaredEventInvokeConfig {
  readonly functionName: string;
  readonly qualifier: string;
  readonly config: EventInvokeConfig;
}

/** Reads an `AWS::Lambda::EventInvokeConfig`. */
export function declaredEventInvokeConfig(resource: Resource): DeclaredEventInvokeConfig {
  const properties = parseProperties(Properties, resource);
  const { maxAgeSeconds, maxRetries } = DEFAULT_EVENT_INVOKE_CONFIG;
  const onSuccess = properties.DestinationConfig?.OnSuccess?.Destination;
  const onFailure = properties.DestinationConfig?.OnFailure?.Destination;
  return {
    functionName: parseFunctionReference(properties.FunctionName).functionName,
    qualifier: properties.Qualifier,
    config: {
      maxAgeSeconds: properties.MaximumEventAgeInSeconds ?? maxAgeSeconds,
      maxRetries: properties.MaximumRetryAttempts ?? maxRetries,
      ...(onSuccess !== undefined && { onSuccess }),
      ...(onFailure !== undefined && { onFailure }),
    },
  };
}

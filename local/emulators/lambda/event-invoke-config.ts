/** How asynchronous invocations of a function (or one alias or version) are retried. */
export interface EventInvokeConfig {
  readonly maxAgeSeconds: number;
  readonly maxRetries: number;
}

/** What AWS does where nothing else is said: six hours, two retries. */
export const DEFAULT_EVENT_INVOKE_CONFIG: EventInvokeConfig = {
  maxAgeSeconds: 21_600,
  maxRetries: 2,
};

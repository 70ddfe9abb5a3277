/** How long a function that works in the background waits for AWS: three attempts, of four seconds each at most. */
export const PATIENCE = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

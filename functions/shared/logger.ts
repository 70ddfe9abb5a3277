import { Logger } from '@aws-lambda-powertools/logger';

/**
 * The structured log of one function. Level by `POWERTOOLS_LOG_LEVEL`, INFO without it. Never give it a request's
 * body, headers or anything else that a user wrote.
 */
export function createLogger(serviceName: string): Logger {
  return new Logger({ serviceName });
}

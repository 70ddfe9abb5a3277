import type { Json } from '../targets/expectation.ts';
import type { HealthCheck } from '../targets/probe-result.ts';

/** The draft's words, and those of frameworks that it takes for the same (Terminus, Spring Boot). */
const STATUS_OF: ReadonlyMap<string, HealthCheck['status']> = new Map([
  ['pass', 'pass'],
  ['ok', 'pass'],
  ['up', 'pass'],
  ['warn', 'warn'],
  ['fail', 'fail'],
  ['error', 'fail'],
  ['down', 'fail'],
]);

/** What a status of a health answer means, in upper case or lower. */
export function healthStatus(value: Json | undefined): HealthCheck['status'] | undefined {
  return typeof value === 'string' ? STATUS_OF.get(value.toLowerCase()) : undefined;
}

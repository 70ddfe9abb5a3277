import { compileEventPattern } from '../../../event-pattern.ts';

/** Whether an event passes a mapping's filter criteria: any of its patterns. */
export function compileFilters(patterns: readonly unknown[]): (event: unknown) => boolean {
  const matchers = patterns.map(compileEventPattern);
  return (event) => matchers.length === 0 || matchers.some((matches) => matches(event));
}

import type { AlarmFacts } from '../alarm-facts.ts';
import type { Severity } from '../severity.ts';

/** Names of services, and what `afterprod alerts test` makes up. */
const SERVICE = /^(test:)?[a-z0-9][a-z0-9-]{0,62}$/;

/** Whoever made an alarm by hand need not know our words: all such alarms make one alert. */
export function factsOr(facts: AlarmFacts | undefined, severity: Severity): AlarmFacts {
  if (!facts) return { service: 'unknown', severity };
  return SERVICE.test(facts.service) ? facts : { ...facts, service: 'unknown' };
}

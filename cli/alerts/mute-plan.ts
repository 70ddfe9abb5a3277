import { describeMute, type MuteFacts, type MuteRule, onceBetween } from './mute-rule.ts';

const MINUTE_MS = 60_000;

/** CloudWatch takes so many names a rule. */
const NAMES_A_RULE = 100;

export interface MutePlan {
  /** ISO 8601. The next whole minute: CloudWatch knows no seconds, and says nothing of a beginning that has passed. */
  readonly from: string;
  readonly until: string;
  readonly rules: readonly MuteRule[];
}

interface Wanted extends MuteFacts {
  /** `storefront-prod-`. */
  readonly prefix: string;
  readonly alarms: readonly string[];
  readonly durationMs: number;
}

/** The rules that keep a service's alarms silent. */
export function planMute(
  { prefix, alarms, durationMs, ...facts }: Wanted,
  nowMs: number,
): MutePlan {
  const fromMs = (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS;
  const minutes = Math.ceil(durationMs / MINUTE_MS);
  const from = new Date(fromMs).toISOString();
  const name = `${prefix}mute-${facts.service}-${nowMs.toString(36)}`;
  const count = Math.ceil(alarms.length / NAMES_A_RULE);
  return {
    from,
    until: new Date(fromMs + minutes * MINUTE_MS).toISOString(),
    rules: Array.from({ length: count }, (_, at) => ({
      name: count === 1 ? name : `${name}-${at + 1}`,
      alarms: alarms.slice(at * NAMES_A_RULE, (at + 1) * NAMES_A_RULE),
      description: describeMute(facts),
      isActive: false,
      expression: `at(${from.slice(0, 'yyyy-mm-ddThh:mm'.length)})`,
      duration: `PT${minutes}M`,
      timeZone: 'UTC',
    })),
  };
}

/** Whether every alarm is silent until then by silences that come once: a second one would change nothing. */
export function isMutedUntil(
  rules: readonly MuteRule[],
  alarms: readonly string[],
  { from, until }: Pick<MutePlan, 'from' | 'until'>,
): boolean {
  const holding = rules.filter((rule) => {
    const once = onceBetween(rule);
    return once !== undefined && once.from <= from && once.until >= until;
  });
  const muted = new Set(holding.flatMap((rule) => rule.alarms));
  return alarms.every((alarm) => muted.has(alarm));
}

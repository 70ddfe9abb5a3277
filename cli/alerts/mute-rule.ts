/** One silence: an `AlarmMuteRule`, as far as people must know it. */
export interface MuteRule {
  readonly name: string;
  readonly alarms: readonly string[];
  readonly description: string;
  readonly isActive: boolean;
  /** `at(2026-11-23T11:05)` or `cron(0 2 * * SUN)`. */
  readonly expression: string;
  /** ISO 8601: `PT2H`. */
  readonly duration: string;
  readonly timeZone: string;
}

/** What `afterprod alerts mute` says of a silence that it makes. */
export interface MuteFacts {
  readonly service: string;
  readonly because: string;
  readonly who: string;
}

/** A sentence, an empty line, and facts that are read again: as descriptions of alarms. */
export function describeMute({ service, because, who }: MuteFacts): string {
  return `${because}\n\nservice: ${service}\nmuted by: ${who}`;
}

/** Undefined of a rule that the command did not make: planned maintenance, or another tool's. */
export function readMute(description: string): MuteFacts | undefined {
  const read = /^([\s\S]*)\n\nservice: ([^\n]+)\nmuted by: ([^\n]+)$/.exec(description);
  const [, because, service, who] = read ?? [];
  if (because === undefined || service === undefined || who === undefined) return undefined;
  return { because, service, who };
}

/** When a silence that comes once begins and ends; undefined of one that comes again and again. */
export function onceBetween({
  expression,
  duration,
  timeZone,
}: MuteRule): { readonly from: string; readonly until: string } | undefined {
  const [, at] = /^at\(([\d:T-]+)\)$/.exec(expression) ?? [];
  const lengthMs = isoDurationMs(duration);
  if (at === undefined || lengthMs === undefined || timeZone !== 'UTC') return undefined;
  const fromMs = Date.parse(`${at}Z`);
  if (Number.isNaN(fromMs)) return undefined;
  return { from: iso(fromMs), until: iso(fromMs + lengthMs) };
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/** Of days, hours and minutes: CloudWatch's mute rules know no seconds. */
export function isoDurationMs(text: string): number | undefined {
  const [whole, days = 0, hours = 0, minutes = 0] = DURATION.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

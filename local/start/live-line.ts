import type { LiveEvent } from '../emulator.ts';
import type { Style } from './console.ts';

/** One event as one line for people. */
export interface LiveLine {
  /** What it is about, e.g. `alarm`; in a column of its own. */
  readonly topic: string;
  readonly text: string;
  readonly style: Style;
}

type Kind = LiveEvent['kind'];
type EventOf<K extends Kind> = Extract<LiveEvent, { readonly kind: K }>;

const WORDS: { readonly [K in Kind]?: (event: EventOf<K>) => LiveLine | undefined } = {
  metric: probeLine,
  alarm: ({ alarmName, from, to, reason }) => ({
    topic: 'alarm',
    text: `${alarmName} ${from} → ${to}: ${reason}`,
    style: ALARM_STYLE[to] ?? 'yellow',
  }),
  message: ({ protocol, to, subject }) => ({
    topic: 'message',
    text: `${protocol} to ${to}: ${subject}`,
    style: 'cyan',
  }),
  request: requestLine,
  invocation: ({ functionName, error, durationMs }) =>
    error === undefined
      ? undefined
      : { topic: 'error', text: `${functionName} (${ms(durationMs)}): ${error}`, style: 'red' },
  denied: ({ message }) => ({ topic: 'denied', text: message, style: 'red' }),
  notice: ({ message }) => ({ topic: 'notice', text: message, style: 'yellow' }),
};

const ALARM_STYLE: Readonly<Record<string, Style>> = { ALARM: 'red', OK: 'green' };

/** What people should see of an event while it happens; undefined for what would only be noise. */
export function liveLine(event: LiveEvent): LiveLine | undefined {
  const describe = WORDS[event.kind] as ((e: LiveEvent) => LiveLine | undefined) | undefined;
  const line = describe?.(event);
  return line && { ...line, text: onOneLine(line.text) };
}

function probeLine({ metrics, dimensions, record }: EventOf<'metric'>): LiveLine | undefined {
  const up = metrics['Up'];
  const probe = dimensions['Probe'];
  if (up === undefined || probe === undefined) return undefined;
  const latencyMs = metrics['Latency'];
  const took = latencyMs === undefined ? '' : `, ${ms(latencyMs)}`;
  if (up > 0) return { topic: 'probe', text: `${probe} up${took}`, style: 'green' };
  const { sentence } = record; // the prober's own words, as a field of its log line
  const why = typeof sentence === 'string' ? `: ${sentence}` : '';
  return { topic: 'probe', text: `${probe} DOWN${took}${why}`, style: 'red' };
}

/** Feedback that visitors post, and what failed on our side. */
function requestLine(request: EventOf<'request'>): LiveLine | undefined {
  const { api, method, path, status, durationMs } = request;
  const text = `${method} ${path} ${status} (${ms(durationMs)})`;
  if (status >= 500) return { topic: 'error', text, style: 'red' };
  if (!/feedback/.test(api) || method !== 'POST') return undefined;
  return { topic: 'feedback', text, style: status < 400 ? 'green' : 'yellow' };
}

function ms(durationMs: number): string {
  return `${Math.round(durationMs)} ms`;
}

/** Log lines and reasons may hold line ends and terminal codes of others. */
function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

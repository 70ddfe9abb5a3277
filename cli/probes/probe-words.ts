import { durationWords } from '../../functions/probes/heartbeats/duration-words.ts';
import type { Outcome } from '../../functions/probes/targets/probe-result.ts';
import type { ProbesConfig } from '../../functions/probes/targets/probes-config.ts';
import type { Target } from '../../functions/probes/targets/target.ts';
import type { Output } from '../output.ts';

/** How each outcome is painted. */
export const COLOURS = {
  up: 'green',
  degraded: 'yellow',
  down: 'red',
  unknown: 'yellow',
} as const satisfies Readonly<Record<Outcome, Parameters<Output['paint']>[0]>>;

const MINUTE_MS = 60_000;

/** How often a target is probed, in words; of a heartbeat how often it should come. */
export function scheduleWords(target: Target, groups: ProbesConfig['groups'] = []): string {
  if (target.kind === 'heartbeat') return `every ${durationWords(target.periodMs)}`;
  if (target.everySeconds !== undefined) return `every ${target.everySeconds} s`;
  const minutes = /^rate-(\d+)m$/.exec(target.group)?.[1];
  if (minutes !== undefined) return `every ${durationWords(Number(minutes) * MINUTE_MS)}`;
  const group = groups.find(({ name }) => name === target.group);
  return group ? [group.schedule, group.timeZone].filter(Boolean).join(' ') : target.group;
}

/** Milliseconds as people compare them. */
export function latencyWords(latencyMs: number | undefined): string {
  if (latencyMs === undefined) return '';
  return `${latencyMs < 10 ? latencyMs.toFixed(1) : Math.round(latencyMs)} ms`;
}

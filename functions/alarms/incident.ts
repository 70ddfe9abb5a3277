import type { Episode } from './replay.ts';

/** A time that something was wrong, as people know it: an alarm in it was right. */
export interface KnownIncident {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Whether an alarm was about an incident. One that needs several periods comes late, and may be seen only when a short
 * incident is over: it has `patienceMs`.
 */
export function isAbout(episode: Episode, incident: KnownIncident, patienceMs: number): boolean {
  return episode.startMs <= incident.toMs + patienceMs && episode.endMs >= incident.fromMs;
}

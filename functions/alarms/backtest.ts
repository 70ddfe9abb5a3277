import { isAbout, type KnownIncident } from './incident.ts';
import type { LearnedBands } from './learned-bands.ts';
import type { Recording } from './recording.ts';
import { type Episode, replay } from './replay.ts';
import type { AlarmRule } from './rule.ts';

const WEEK_MS = 7 * 86_400_000;

/** What a rule would have done. */
export interface Backtest {
  readonly rule: AlarmRule;
  readonly episodes: readonly Episode[];
  /** Alarms that were about no incident, for a week. */
  readonly falsePerWeek: number;
  /** Incidents that raised no alarm. */
  readonly missed: readonly KnownIncident[];
  /** From the begin of an incident to its alarm, of those that were seen, on average; undefined if none was. */
  readonly delayMs?: number;
}

export interface BacktestInput {
  readonly recording: Recording;
  readonly bands: LearnedBands;
  readonly incidents: readonly KnownIncident[];
  /** What came before taught the band, or chose a limit: it is not judged. */
  readonly judgedFromMs: number;
}

/** Replays one rule, and counts what came of it. Without incidents all that it raised counts as false. */
export function backtest(rule: AlarmRule, input: BacktestInput): Backtest {
  const { recording, bands, judgedFromMs } = input;
  const { startMs, periodMs, count } = recording.spans;
  const endMs = startMs + count * periodMs;
  const episodes = replay(recording, rule, bands).filter((each) => each.startMs > judgedFromMs);
  const patienceMs = rule.evaluationPeriods * periodMs;
  const incidents = input.incidents.filter(
    ({ toMs, fromMs }) => toMs > judgedFromMs && fromMs < endMs,
  );
  const isFalse = (episode: Episode) =>
    !incidents.some((incident) => isAbout(episode, incident, patienceMs));
  const firstAbout = (incident: KnownIncident) =>
    episodes.find((episode) => isAbout(episode, incident, patienceMs));
  const seen = incidents.flatMap((incident) => {
    const episode = firstAbout(incident);
    return episode ? [Math.max(0, episode.startMs - incident.fromMs)] : [];
  });
  return {
    rule,
    episodes,
    falsePerWeek: (episodes.filter(isFalse).length * WEEK_MS) / Math.max(1, endMs - judgedFromMs),
    missed: incidents.filter((incident) => firstAbout(incident) === undefined),
    ...(seen.length > 0 && { delayMs: seen.reduce((sum, delay) => sum + delay, 0) / seen.length }),
  };
}

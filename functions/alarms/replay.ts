import { evaluationRange, judge } from './judgement.ts';
import type { LearnedBands } from './learned-bands.ts';
import { measureBy } from './limits.ts';
import type { Recording } from './recording.ts';
import type { AlarmRule } from './rule.ts';

/** One time in ALARM. */
export interface Episode {
  /** When the alarm would have fired: at the end of the period that decided. */
  readonly startMs: number;
  /** When it would have gone back, or the end of the recording. */
  readonly endMs: number;
  /** The value that lay furthest beyond its limit. */
  readonly peak: number;
  /** It still fires where the recording ends. */
  readonly isOpen: boolean;
}

/**
 * Runs an alarm over a recording, once at the end of each period, by the rules that CloudWatch judges with. Without
 * `bands` a band has learned nothing and never fires.
 */
export function replay(
  recording: Recording,
  rule: AlarmRule,
  bands?: LearnedBands,
): readonly Episode[] {
  const { spans } = recording;
  const watch = new Watch(recording, rule, bands);
  const episodes: Episode[] = [];
  let firing: { startMs: number; peak: Peak } | undefined;
  for (let i = 0; i < spans.count; i++) {
    const isFiring = watch.judgeNext(firing !== undefined);
    const nowMs = spans.startMs + (i + 1) * spans.periodMs;
    if (isFiring) {
      firing ??= { startMs: nowMs, peak: watch.peakInWindow() };
      firing.peak = further(firing.peak, watch.latest());
    } else if (firing) {
      episodes.push(ended(firing, nowMs, false));
      firing = undefined;
    }
  }
  const endMs = spans.startMs + spans.count * spans.periodMs;
  return firing ? [...episodes, ended(firing, endMs, true)] : episodes;
}

interface Peak {
  readonly value: number;
  readonly beyond: number;
}

const NONE: Peak = { value: Number.NaN, beyond: -Infinity };

function further(a: Peak, b: Peak): Peak {
  return b.beyond > a.beyond ? b : a;
}

function ended(
  { startMs, peak }: { readonly startMs: number; readonly peak: Peak },
  endMs: number,
  isOpen: boolean,
): Episode {
  return { startMs, endMs, peak: peak.value, isOpen };
}

/** The evaluation range of an alarm as it moves over a recording. Counts as it goes: most windows need no judgement. */
class Watch {
  readonly #rule: AlarmRule;
  readonly #values: Recording['values'];
  readonly #peaks: Peak[] = [];
  readonly #window: (boolean | undefined)[] = [];
  readonly #range: number;
  readonly #measure: ReturnType<typeof measureBy>;
  #next = 0;
  #real = 0;
  #breaching = 0;

  constructor({ values }: Recording, rule: AlarmRule, bands: LearnedBands | undefined) {
    this.#rule = rule;
    this.#values = values;
    this.#range = evaluationRange(rule.evaluationPeriods);
    this.#measure = measureBy(rule, bands);
  }

  judgeNext(wasFiring: boolean): boolean {
    this.#take();
    const { evaluationPeriods, datapointsToAlarm } = this.#rule;
    // Enough real points of which too few breach, however they lie: OK.
    if (this.#real >= evaluationPeriods && this.#breaching < datapointsToAlarm) return false;
    const judgement = judge(this.#newestFirst(), this.#rule);
    return judgement === 'keep' ? wasFiring : judgement === 'ALARM';
  }

  latest(): Peak {
    return this.#peaks[(this.#next - 1) % this.#range] ?? NONE;
  }

  peakInWindow(): Peak {
    return this.#peaks.reduce(further, NONE);
  }

  #take(): void {
    const value = this.#values[this.#next];
    const measured = value === undefined ? undefined : this.#measure(value, this.#next);
    const at = this.#next % this.#range;
    this.#count(this.#window[at], -1);
    this.#window[at] = measured?.isBreach;
    this.#count(measured?.isBreach, 1);
    const isPeak = value !== undefined && measured?.isBreach;
    this.#peaks[at] = isPeak ? { value, beyond: measured.beyond } : NONE;
    this.#next += 1;
  }

  #count(point: boolean | undefined, change: number): void {
    if (point === undefined) return;
    this.#real += change;
    if (point) this.#breaching += change;
  }

  /** Before its first point a recording has no others: they are missing, as of a metric that is new. */
  #newestFirst(): (boolean | undefined)[] {
    return Array.from(
      { length: this.#range },
      (_, back) => this.#window[(this.#next - 1 - back + this.#range) % this.#range],
    );
  }
}

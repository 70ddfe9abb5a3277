import type { Seen } from '../exchange/seen.ts';
import { type Health, healthOf } from '../health/health-of.ts';
import type { Expectation } from '../targets/expectation.ts';
import type { HealthCheck } from '../targets/probe-result.ts';
import { Answer } from './answer.ts';
import { broken } from './broken.ts';
import { wellInWords } from './well-in-words.ts';

export interface Verdict {
  readonly outcome: 'up' | 'degraded' | 'down';
  /** Why, in words that a person who is woken by it understands. */
  readonly sentence: string;
  /** What a health answer said of its parts, the worst first. */
  readonly checks?: readonly HealthCheck[];
}

export interface JudgeOptions {
  /** False when the prober itself was late: then times say nothing of the target, and what is expected of them holds. */
  readonly isLatencyTrusted: boolean;
}

const MAX_REASONS = 2;

/** Holds what an attempt saw against what is expected of it: all must hold, and a health answer must not say `fail`. */
export function judge(
  seen: Seen,
  expectations: readonly Expectation[],
  { isLatencyTrusted }: JudgeOptions,
): Verdict {
  const answer = new Answer(seen);
  const health = healthOf(answer);
  const unmet = expectations.map((expectation) => broken(expectation, answer, isLatencyTrusted));
  const failing = health?.status === 'fail' ? [health.sentence] : [];
  const reasons = [...new Set([...unmet, ...failing].filter((reason) => reason !== undefined))];
  const checks = health && health.checks.length > 0 ? { checks: health.checks } : {};
  if (reasons.length > 0) return { outcome: 'down', sentence: inShort(reasons), ...checks };
  return { ...whenWell(answer, health, isLatencyTrusted), ...checks };
}

function whenWell(answer: Answer, health: Health | undefined, isLatencyTrusted: boolean): Verdict {
  if (health?.status === 'warn') return { outcome: 'degraded', sentence: health.sentence };
  return { outcome: 'up', sentence: wellInWords(answer.seen, isLatencyTrusted) };
}

function inShort(reasons: readonly string[]): string {
  const more = reasons.length - MAX_REASONS;
  const said = reasons.slice(0, MAX_REASONS).join('; ');
  return more > 0 ? `${said}; and ${more} more` : said;
}

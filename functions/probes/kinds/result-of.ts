import { type Failed, GAVE_UP } from '../exchange/failed.ts';
import type { Seen } from '../exchange/seen.ts';
import { judge } from '../expectations/judge.ts';
import type { Expectation } from '../targets/expectation.ts';
import type { AttemptResult } from './attempt-result.ts';
import { explainFailure } from './explain-failure.ts';

export interface Circumstances {
  readonly expect: readonly Expectation[];
  readonly giveUpAfterMs: number;
  /** The longest delay of this process while it looked, in milliseconds. */
  readonly delayMs: number;
  /** What the prober took of the time of the attempt before anything was sent, e.g. to be given a token. */
  readonly preparationMs: number;
}

/** Beyond this the measured times are the prober's own. */
const TRUSTED_DELAY_MS = 5;

/** Where the prober itself took more of the time, giving up says nothing of the target. */
const OWN_SHARE = 0.2;
const OWN_MS = 500;

/** Failures of this machine: no more files, memory or ports; no name server that listens. */
const OWN_CODES: readonly string[] = ['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'];

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What an attempt says of its target, given what it saw. */
export function resultOf(seen: Seen | Failed, circumstances: Circumstances): AttemptResult {
  return seen.kind === 'failed'
    ? resultOfFailure(seen, circumstances)
    : resultOfAnswer(seen, circumstances);
}

export function unknownResult(sentence: string): AttemptResult {
  return { outcome: 'unknown', sentence, phases: {} };
}

function resultOfFailure(failed: Failed, circumstances: Circumstances): AttemptResult {
  const { code, status, certificate, phases } = failed;
  const own = ownFailure(code, circumstances);
  if (own !== undefined) return { ...unknownResult(own), phases };
  return {
    outcome: 'down',
    sentence: explainFailure(failed, circumstances.giveUpAfterMs),
    ...(status === undefined ? {} : { status }),
    ...(certificate === undefined ? {} : { certificate }),
    phases,
  };
}

function ownFailure(
  code: string,
  { giveUpAfterMs, delayMs, preparationMs }: Circumstances,
): string | undefined {
  if (OWN_CODES.includes(code)) return `the prober failed: it has no means to connect (${code})`;
  const ownMs = delayMs + preparationMs;
  if (code !== GAVE_UP || ownMs <= Math.max(OWN_MS, giveUpAfterMs * OWN_SHARE)) return undefined;
  return `the prober failed: it took ${Math.round(ownMs)} of ${giveUpAfterMs} ms itself`;
}

function resultOfAnswer(seen: Seen, { expect, delayMs }: Circumstances): AttemptResult {
  const isLatencyTrusted = delayMs <= TRUSTED_DELAY_MS;
  const { latencyMs, phases } = seen;
  // Field by field: every probe passes here, and spreads of optional parts are slow.
  const result: Writable<AttemptResult> = {
    ...judge(seen, expect, { isLatencyTrusted }),
    phases,
  };
  if (seen.kind === 'http') result.status = seen.status;
  if (isLatencyTrusted && latencyMs !== undefined) result.latencyMs = latencyMs;
  if ('certificate' in seen && seen.certificate) result.certificate = seen.certificate;
  return result;
}

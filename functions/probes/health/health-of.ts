import type { Answer } from '../expectations/answer.ts';
import { excerpt } from '../expectations/excerpt.ts';
import { masked } from '../expectations/masked.ts';
import { valueInWords } from '../expectations/value-in-words.ts';
import type { Json } from '../targets/expectation.ts';
import type { HealthCheck } from '../targets/probe-result.ts';
import { checksOf } from './checks-of.ts';
import { healthStatus } from './health-status.ts';

export interface Health {
  readonly status: HealthCheck['status'];
  readonly sentence: string;
  /** The worst first, at most 20. */
  readonly checks: readonly HealthCheck[];
}

const MEDIA_TYPE = /^application\/health\+json\s*(;|$)/i;

/**
 * What an answer in `application/health+json` says of its service (draft-inadarei-api-health-check-06); undefined of any
 * other, and of one without a body. One that cannot be understood is a warning: the service did answer.
 */
export function healthOf(answer: Answer): Health | undefined {
  const { http } = answer;
  if (http === undefined || http.body.length === 0) return undefined;
  if (!MEDIA_TYPE.test(http.headers.get('content-type') ?? '')) return undefined;
  const document = objectOf(answer.document?.value);
  if (document === undefined) return notUnderstood('health answer was no JSON object');
  const status = healthStatus(document['status']);
  const checks = checksOf(document['checks']);
  if (status === undefined) {
    const found = valueInWords(document['status']);
    return { ...notUnderstood(`health was ${found}, expected pass, warn or fail`), checks };
  }
  return { status, sentence: sentenceOf(status, checks, document['output']), checks };
}

type Members = Readonly<Record<string, Json>>;

function objectOf(value: Json | undefined): Members | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Members;
}

function notUnderstood(sentence: string): Health {
  return { status: 'warn', sentence, checks: [] };
}

function sentenceOf(
  status: HealthCheck['status'],
  checks: readonly HealthCheck[],
  output: Json | undefined,
): string {
  const reasons = checks.filter((check) => check.status !== 'pass').map(checkInWords);
  if (reasons.length === 0 && typeof output === 'string') reasons.push(excerpt(masked(output)));
  const more = reasons.length > 2 ? `; and ${reasons.length - 2} more` : '';
  const because = reasons.length === 0 ? '' : `: ${reasons.slice(0, 2).join('; ')}${more}`;
  return `health was ${status}${because}`;
}

function checkInWords({ name, status, observedValue, output }: HealthCheck): string {
  const said = output ?? observedValue;
  return said === undefined ? `${name} is ${status}` : `${name} is ${status} (${excerpt(said)})`;
}

import { excerpt } from '../expectations/excerpt.ts';
import { masked } from '../expectations/masked.ts';
import type { Json } from '../targets/expectation.ts';
import type { HealthCheck } from '../targets/probe-result.ts';
import { healthStatus } from './health-status.ts';

/** A result is kept each minute: what a service says of itself must not fill the table. */
const MAX_CHECKS = 20;
const MAX_TEXT = 100;

const URGENCY: readonly HealthCheck['status'][] = ['fail', 'warn', 'pass'];

type Members = Readonly<Record<string, Json>>;

/**
 * The checks of a health answer, the worst first: an object of lists, one for each thing that is measured, with an entry for
 * each node of it. What is none is left out, and one without a status passes, as the whole says how it is.
 */
export function checksOf(checks: Json | undefined): readonly HealthCheck[] {
  if (!isObject(checks)) return [];
  const found = Object.entries(checks).flatMap(([key, entries]) =>
    entriesOf(entries).map((entry) => checkOf(key, entry)),
  );
  return found
    .sort((a, b) => URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status))
    .slice(0, MAX_CHECKS);
}

/** The draft wants a list; some send the only entry itself. */
function entriesOf(entries: Json): readonly Members[] {
  const list: readonly Json[] = Array.isArray(entries) ? entries : [entries];
  return list.filter(isObject);
}

function checkOf(key: string, entry: Members): HealthCheck {
  const node = textOf(entry['componentId']);
  const observed = observedOf(entry);
  const output = textOf(entry['output']);
  return {
    name: excerpt(node === undefined ? key : `${key} (${node})`, MAX_TEXT),
    status: healthStatus(entry['status']) ?? 'pass',
    ...(observed === undefined ? {} : { observedValue: observed }),
    ...(output === undefined ? {} : { output }),
  };
}

function observedOf(entry: Members): string | undefined {
  const value = textOf(entry['observedValue']);
  const unit = textOf(entry['observedUnit']);
  return value === undefined || unit === undefined ? value : excerpt(`${value} ${unit}`, MAX_TEXT);
}

function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  const text = excerpt(masked(String(value)), MAX_TEXT);
  return text === '' ? undefined : text;
}

function isObject(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { Segments } from '../segments.ts';
import type { Finding } from './finding.ts';
import { isObject, own } from './json-object.ts';
import { lintExpiry } from './lint-expiry.ts';
import { lintForm } from './lint-form.ts';
import { lintJson } from './lint-json.ts';
import { lintSegment, unusedSegments } from './lint-segment.ts';
import { lintToggle } from './lint-toggle.ts';
import { segmentsUsed } from './segments-used.ts';

export type { Finding } from './finding.ts';

export interface LintOptions {
  /** `YYYY-MM-DD`: a toggle whose `expires` is before it is found. @default - expiry is not judged */
  readonly today?: string;

  /**
   * The toggles that an edit leaves changed: only they are looked at, and it is an error when one of them has expired.
   * @default - all, and an expired one is a warning
   */
  readonly keys?: readonly string[];

  /** The segments that an edit leaves changed: they and the toggles that use them are looked at. @default [] */
  readonly segments?: readonly string[];
}

/**
 * Everything that is wrong with a document, whatever it is. Held against every write: a reader trusts what is stored.
 * A document without errors can be evaluated by flagd-core: no toggle of it fails to compile.
 */
export function lintDocument(document: unknown, options: LintOptions = {}): readonly Finding[] {
  const form = lintForm(document);
  const flags = own(document, 'flags');
  const rules = own(document, '$evaluators') ?? {};
  if (!isObject(flags) || !isObject(rules) || form.some(isTooMuch)) return form;
  const broken = lintJson(rules, ['$evaluators']);
  if (broken.length > 0) return [...form, ...broken];
  const segments = new Segments({ ...rules });
  return [
    ...form,
    ...lintSegments(rules, segments, options),
    ...togglesToLint(flags, rules, options).flatMap(([key, toggle]) =>
      lintOne(key, toggle, segments, options),
    ),
    ...(options.keys ? [] : unusedSegments(Object.values(flags), segments)),
  ];
}

/** Nobody reads what else is wrong with a hundred thousand toggles, and finding it takes seconds. */
function isTooMuch({ code }: Finding): boolean {
  return code === 'too_large' || code === 'too_many';
}

function lintSegments(
  rules: object,
  segments: Segments,
  { keys, segments: changed = [] }: LintOptions,
): readonly Finding[] {
  return Object.entries(rules)
    .filter(([name]) => keys === undefined || changed.includes(name))
    .flatMap(([name, rule]) => lintSegment(name, rule, segments));
}

function togglesToLint(
  flags: object,
  rules: object,
  { keys, segments = [] }: LintOptions,
): readonly [string, unknown][] {
  const toggles: [string, unknown][] = Object.entries(flags);
  if (!keys) return toggles;
  return toggles.filter(([key, toggle]) => keys.includes(key) || usesOne(toggle, segments, rules));
}

function usesOne(toggle: unknown, segments: readonly string[], rules: object): boolean {
  if (segments.length === 0) return false;
  const used = segmentsUsed(own(toggle, 'targeting'), { ...rules });
  return segments.some((name) => used.has(name));
}

function lintOne(
  key: string,
  toggle: unknown,
  segments: Segments,
  { today, keys }: LintOptions,
): readonly Finding[] {
  const path = ['flags', key];
  const findings = lintToggle(key, toggle, path, segments);
  if (today === undefined) return findings;
  const expires = own(own(toggle, 'metadata'), 'expires');
  const isEdited = keys?.includes(key) ?? false;
  return [...findings, ...lintExpiry(expires, today, [...path, 'metadata', 'expires'], isEdited)];
}

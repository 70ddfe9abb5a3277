import { type Finding, lintDocument } from '../../functions/toggles/lint/lint.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { documentOf, FACTS, toggle } from './toggle-builders.ts';

export const $evaluators = { beta: { in: [{ var: 'email' }, ['ann@example.com']] } };

/** As `code path`, of errors and warnings. */
export function found(difference: object, key = 'it'): string[] {
  const it = { ...toggle(), ...difference } as Toggle;
  return written(lintDocument(documentOf({ [key]: it }, { $evaluators })));
}

export function written(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ code }) => code !== 'unused_evaluator')
    .map(({ code, path }) => `${code} ${path.replace(/^flags\.it\./, '')}`);
}

/** With a rule that decides the variant. */
export function foundIn(targeting: unknown): string[] {
  return found({ targeting }).map((line) => line.replace('targeting.', ''));
}

/** With a rule that decides a condition. */
export function foundInCondition(condition: unknown): string[] {
  return foundIn({ if: [condition, 'on', null] }).map((line) => line.replace('if[0]', ''));
}

export function facts(difference: object): object {
  return { metadata: { ...FACTS, ...difference } };
}

export function split(...buckets: unknown[]): object {
  return { fractional: buckets };
}

export function nested(levels: number, inside: object = { var: 'a' }): unknown {
  return levels === 1 ? inside : { '!': [nested(levels - 1, inside)] };
}

export function loops(levels: number): object {
  return { some: [{ var: 'a' }, levels === 1 ? true : loops(levels - 1)] };
}

export function many(count: number) {
  const targeting = {
    if: [{ '==': [{ var: 'email' }, 'ann@example.com'] }, 'on', split(['on', 5], ['off', 95])],
  };
  return documentOf(Object.fromEntries(range(count).map((n) => [`t${n}`, toggle({ targeting })])));
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

import { error, type Finding, type Path, warning } from './finding.ts';
import { type RuleNode, ruleNodeOf } from './rule-node.ts';

/** Seconds after the year 5000 are milliseconds after 1973: nobody schedules either. */
const MILLISECONDS_FROM = 100_000_000_000;

/** `$flagd.timestamp` against anything else than seconds since 1970. */
export function lintTimestamp({ operator, args }: RuleNode, path: Path): readonly Finding[] {
  if (!args.some(isTimestamp)) return [];
  return args.flatMap((arg, index) => {
    const at = [...path, operator, index];
    if (typeof arg === 'string') {
      const fix = `write ${secondsOf(Date.parse(arg))}`;
      return [error(at, 'bad_timestamp', 'must be seconds since 1970, not text', fix)];
    }
    if (typeof arg !== 'number' || Math.abs(arg) < MILLISECONDS_FROM) return [];
    return [warning(at, 'bad_timestamp', 'looks like milliseconds', `write ${secondsOf(arg)}`)];
  });
}

function isTimestamp(part: unknown): boolean {
  const node = ruleNodeOf(part);
  return node?.operator === 'var' && node.args[0] === '$flagd.timestamp';
}

function secondsOf(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return 'e.g. 1795424400 for 2026-11-23T09:00:00Z';
  return `${Math.floor(milliseconds / 1000)} for ${isoOf(milliseconds)}`;
}

function isoOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? 'that time' : date.toISOString().replace('.000Z', 'Z');
}

import { nearest } from '../../shared/nearest.ts';
import { suggestion } from '../edits/suggestion.ts';
import { error, type Finding, type Path } from './finding.ts';
import { isObject } from './json-object.ts';
import { quoted } from './quoted.ts';
import { isRealDate } from './real-date.ts';

/** Facts with a meaning; others are the team's own. */
const KNOWN = ['owner', 'expires', 'description', 'ticket', 'safeVariant', 'exposed', 'guardedBy'];

const MAX_FACTS = 30;
const MAX_TEXT = 500;
/** What CloudWatch takes, for a name and in one question. */
const MAX_ALARM_NAME = 255;
const MAX_ALARMS = 100;

/** Line breaks and terminal escapes: facts are read in a terminal. */
const UNPRINTABLE = /\p{Cc}/u;

type Look = (fact: unknown, path: Path, variants: readonly string[]) => readonly Finding[];

const LOOKS: Readonly<Record<string, Look>> = {
  owner: lintText,
  description: lintText,
  ticket: lintText,
  expires: lintExpires,
  safeVariant: lintSafeVariant,
  exposed: lintExposed,
  guardedBy: lintGuards,
};

const REQUIRED: Readonly<Record<string, string>> = {
  owner: 'name the team that removes it when its time has come',
  expires: "write the day by which it is removed: '2027-06-30'",
  description: 'write what it switches',
};

/** What is wrong with the facts about a toggle that has these variants. */
export function lintMetadata(
  metadata: unknown,
  path: Path,
  variants: readonly string[],
): readonly Finding[] {
  if (!isObject(metadata)) {
    const fix = 'write { owner, expires, description }';
    const isMissing = metadata === undefined;
    const rule = isMissing ? 'is missing' : 'must be facts by name';
    return [error(path, isMissing ? 'missing' : 'bad_type', rule, fix)];
  }
  const facts = Object.entries(metadata).filter(([, fact]) => fact !== undefined);
  return [
    ...lintCount(facts.length, path),
    ...lintRequired(
      facts.map(([name]) => name),
      path,
    ),
    ...facts.flatMap(([name, fact]) => lintFact(name, fact, [...path, name], variants)),
  ];
}

function lintCount(count: number, path: Path): readonly Finding[] {
  if (count <= MAX_FACTS) return [];
  const rule = `has ${count} facts, which is more than ${MAX_FACTS}`;
  return [error(path, 'too_many', rule, 'keep the others where the ticket is')];
}

function lintRequired(names: readonly string[], path: Path): readonly Finding[] {
  return Object.entries(REQUIRED)
    .filter(([name]) => !names.includes(name))
    .map(([name, fix]) => error([...path, name], 'missing', 'is missing', fix));
}

function lintFact(
  name: string,
  fact: unknown,
  path: Path,
  variants: readonly string[],
): readonly Finding[] {
  const look = Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined;
  if (look) return look(fact, path, variants);
  const meant = name.length <= MAX_TEXT ? nearest(name, KNOWN) : undefined;
  if (meant !== undefined) {
    return [error(path, 'unknown_key', 'is no fact that we know', `did you mean '${meant}'?`)];
  }
  if (typeof fact === 'string') return lintOwnText(fact, path);
  if (typeof fact === 'boolean' || typeof fact === 'number') return [];
  const rule = 'must be true or false, text or a number';
  return [error(path, 'bad_type', rule, 'keep metadata flat: flagd takes nothing else')];
}

function lintOwnText(text: string, path: Path): readonly Finding[] {
  if (text.length <= MAX_TEXT) return [];
  return [error(path, 'too_large', `has more than ${MAX_TEXT} characters`, 'shorten it')];
}

function lintText(fact: unknown, path: Path): readonly Finding[] {
  const isText = typeof fact === 'string' && fact.trim() !== '' && !UNPRINTABLE.test(fact);
  if (isText && fact.length <= MAX_TEXT) return [];
  const rule = `must be one line of text with 1 to ${MAX_TEXT} characters`;
  return [error(path, 'bad_type', rule, 'write what people can read')];
}

function lintExpires(fact: unknown, path: Path): readonly Finding[] {
  if (typeof fact === 'string' && isRealDate(fact)) return [];
  return [error(path, 'bad_date', 'is no day of the calendar', "write it like '2027-06-30'")];
}

function lintSafeVariant(
  fact: unknown,
  path: Path,
  variants: readonly string[],
): readonly Finding[] {
  if (typeof fact === 'string' && variants.includes(fact)) return [];
  const fix = suggestion(typeof fact === 'string' ? fact : '', variants);
  return [error(path, 'unknown_variant', `names no variant: ${quoted(fact)}`, fix)];
}

function lintExposed(fact: unknown, path: Path): readonly Finding[] {
  if (fact === 'client') return [];
  return [error(path, 'bad_audience', "must be 'client'", 'leave it out to keep it private')];
}

function lintGuards(fact: unknown, path: Path): readonly Finding[] {
  const names = typeof fact === 'string' ? fact.split(',').map((name) => name.trim()) : [];
  const fix = "write 'errors' or 'errors, latency'";
  const isNamed = names.length > 0 && names.every(isAlarmName);
  if (!isNamed || names.length > MAX_ALARMS) {
    const rule = `must be 1 to ${MAX_ALARMS} names of alarms, with commas between them`;
    return [error(path, 'bad_guard', rule, fix)];
  }
  if (new Set(names).size === names.length) return [];
  return [error(path, 'bad_guard', 'names an alarm twice', fix)];
}

function isAlarmName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_ALARM_NAME && !UNPRINTABLE.test(name);
}

import { typeOfValues } from '../lint/type-of-values.ts';
import { safeVariantOf, type Toggle, type ToggleValue } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { functionNames } from './function-names.ts';

/** The first line of every file that is written: `references` knows by it that this is no use of a toggle. */
export const TYPES_HEADER =
  '// Written by `afterprod toggles types`: do not change it, run that again.';

const IMPORT = "import type { EvaluationContext, Toggles } from 'afterprod/toggles';";

/**
 * A TypeScript file with a function for each toggle, so that a removed toggle breaks the build of the code that reads it.
 * The same document always gives the same text. What a function gives where nothing is known is the safe variant.
 */
export function toggleTypes({ flags }: ToggleDocument): string {
  const names = functionNames(Object.keys(flags));
  const functions = [...names].sort(byText).flatMap(([key, name]) => {
    const toggle = Object.hasOwn(flags, key) ? flags[key] : undefined;
    return toggle ? [functionOf(key, name, toggle)] : [];
  });
  if (functions.length === 0) return `${TYPES_HEADER}\nexport {};\n`;
  return `${[TYPES_HEADER, IMPORT, ...functions].join('\n\n')}\n`;
}

function functionOf(key: string, name: string, toggle: Toggle): string {
  return [
    ...commentOf(toggle),
    `export function ${name}(toggles: Toggles, context?: EvaluationContext): ${resultOf(toggle)} {`,
    ...bodyOf(key, toggle).map((line) => `  ${line}`),
    '}',
  ].join('\n');
}

/** Users of older files may meet a variant that came since: then a string is the safe one. */
function bodyOf(key: string, toggle: Toggle): readonly string[] {
  const safe = safeValueOf(toggle);
  const code = literal(safe);
  const argumentsOf = `(${literal(key)}, ${code}, context)`;
  if (typeof safe === 'object') return [`return toggles.object${argumentsOf};`];
  if (typeof safe !== 'string') return [`return toggles.${typeof safe}${argumentsOf};`];
  const others = stringsOf(toggle).filter((text) => text !== safe);
  if (others.length === 0) return [`toggles.string${argumentsOf};`, `return ${code};`];
  const isKnown = others.map((text) => `value === ${literal(text)}`).join(' || ');
  return [`const value = toggles.string${argumentsOf};`, `return ${isKnown} ? value : ${code};`];
}

function resultOf(toggle: Toggle): string {
  const safe = safeValueOf(toggle);
  if (typeof safe === 'string') return stringsOf(toggle).map(literal).join(' | ');
  const values = Object.values(toggle.variants);
  return typeof safe === 'object' ? `Readonly<${typeOfValues(values)}>` : typeof safe;
}

function stringsOf({ variants }: Toggle): readonly string[] {
  const texts = Object.values(variants).filter((value) => typeof value === 'string');
  return [...new Set(texts)].sort();
}

function safeValueOf(toggle: Toggle): ToggleValue {
  const variant = safeVariantOf(toggle);
  return Object.hasOwn(toggle.variants, variant) ? (toggle.variants[variant] ?? false) : false;
}

function commentOf({ metadata = {} }: Toggle): readonly string[] {
  const { description, owner, expires } = metadata;
  const facts = [
    ...(owner === undefined ? [] : [`Owner: ${owner}.`]),
    ...(expires === undefined ? [] : [`Expires: ${expires}.`]),
  ].join(' ');
  const lines = [description, facts].map(commentText).filter((line) => line !== '');
  return lines.length === 0 ? [] : ['/**', ...lines.map((line) => ` * ${line}`), ' */'];
}

/** One line that cannot end the comment, and that no tool takes for a tag. */
function commentText(text: unknown): string {
  return String(text ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll('*/', '*\\/')
    .replaceAll('@', '(at)')
    .trim();
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(
    ([name, part]) => `[${literal(name)}]: ${literal(part)}`,
  );
  return `{ ${members.join(', ')} }`;
}

function byText([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}

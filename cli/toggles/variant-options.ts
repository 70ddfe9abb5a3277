import { InvalidArgumentError } from 'commander';
import type { ToggleValue } from '../../functions/toggles/toggle.ts';

export type Variants = Readonly<Record<string, ToggleValue>>;

export const ON_OFF: Variants = { on: true, off: false };

/** `on,off` is boolean; `small,large` are strings that say their names. */
export function namedVariants(list: string): Variants {
  const names = list.split(',').map((name) => name.trim());
  if (names.some((name) => name === '') || new Set(names).size < names.length) {
    throw new InvalidArgumentError('Give different names, separated by commas: on,off');
  }
  const isOnOff = names.every((name) => Object.hasOwn(ON_OFF, name));
  return Object.fromEntries(names.map((name) => [name, isOnOff ? name === 'on' : name]));
}

/** `small=10`, `title="New"` or `limits={"items":5}`; what is no JSON is a string. Collects one after another. */
export function addValue(text: string, before: Variants = {}): Variants {
  const at = text.indexOf('=');
  const name = text.slice(0, at);
  if (at < 1) throw new InvalidArgumentError('Give a name and a value: small=10');
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`'${name}' was given already.`);
  const value = parsedValue(text.slice(at + 1));
  return Object.fromEntries([...Object.entries(before), [name, value]]);
}

function parsedValue(text: string): ToggleValue {
  try {
    const value: unknown = JSON.parse(text);
    return isToggleValue(value) ? value : text;
  } catch {
    return text;
  }
}

function isToggleValue(value: unknown): value is ToggleValue {
  return value !== null && ['boolean', 'number', 'string', 'object'].includes(typeof value);
}

import type { ValueType } from './value-type.ts';

/** What an argument may be. `alike`: all arguments of one type. */
export type Argument = 'alike' | 'any' | 'listed' | 'number' | 'searched' | 'text';

/** One operator of JSON Logic or flagd, as flagd's schema and flagd-core 4.0.1 both take it. */
export interface Operator {
  /** How many arguments, inclusive. */
  readonly min: number;
  readonly max: number;
  /** Of each argument; the last one holds for all that follow. */
  readonly takes: readonly Argument[];
  /** `joined`: what its arguments give. */
  readonly gives: ValueType | 'joined';
  /** Takes one argument without the list around it: `{"!": rule}`. */
  readonly bare?: true;
  /** Fails for a user who lacks the attribute. */
  readonly needsValue?: true;
}

const MANY = Number.POSITIVE_INFINITY;

const comparison: Operator = { min: 2, max: 2, takes: ['alike'], gives: 'boolean' };
const between: Operator = { ...comparison, max: 3 };
const strict: Operator = { min: 2, max: 2, takes: ['any'], gives: 'boolean' };
const sum: Operator = { min: 2, max: MANY, takes: ['number'], gives: 'number' };
const quotient: Operator = { ...sum, max: 2, needsValue: true };
const extreme: Operator = { ...sum, min: 1, needsValue: true };
const choice: Operator = { min: 1, max: MANY, takes: ['any'], gives: 'joined' };
const negation: Operator = { min: 1, max: 1, takes: ['any'], gives: 'boolean', bare: true };
const loop: Operator = { min: 2, max: 2, takes: ['listed', 'any'], gives: 'boolean' };
const affix: Operator = { min: 2, max: 2, takes: ['text'], gives: 'boolean' };

/** The closed list. `throw`, `val`, `exists` and others of the engine are no part of flagd, nor of other languages' clients. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['if', { min: 2, max: MANY, takes: ['any'], gives: 'any' }],
  ['and', choice],
  ['or', choice],
  ['!', negation],
  ['!!', negation],
  ['==', comparison],
  ['!=', comparison],
  ['===', strict],
  ['!==', strict],
  ['<', between],
  ['<=', between],
  ['>', comparison],
  ['>=', comparison],
  ['+', sum],
  ['*', sum],
  ['-', { ...sum, min: 1, max: 2 }],
  ['/', quotient],
  ['%', quotient],
  ['max', extreme],
  ['min', extreme],
  ['in', { min: 2, max: 2, takes: ['any', 'searched'], gives: 'boolean' }],
  ['cat', { min: 1, max: MANY, takes: ['any'], gives: 'text' }],
  ['substr', { min: 2, max: 3, takes: ['text', 'number'], gives: 'text', needsValue: true }],
  ['merge', { min: 1, max: MANY, takes: ['any'], gives: 'list' }],
  ['map', { ...loop, gives: 'list' }],
  ['filter', { ...loop, gives: 'list' }],
  ['all', loop],
  ['some', loop],
  ['none', loop],
  ['reduce', { min: 3, max: 3, takes: ['listed', 'any'], gives: 'any' }],
  ['starts_with', affix],
  ['ends_with', affix],
  ['sem_ver', { min: 3, max: 3, takes: ['text'], gives: 'boolean' }],
  ['fractional', { min: 1, max: MANY, takes: ['any'], gives: 'any' }],
  ['var', { min: 1, max: 2, takes: ['text', 'any'], gives: 'any', bare: true }],
  ['missing', { min: 1, max: MANY, takes: ['text'], gives: 'list' }],
  ['missing_some', { min: 2, max: 2, takes: ['number', 'listed'], gives: 'list' }],
]);

/** Inside them `var` is relative to the element. */
export const LOOPS: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'all',
  'some',
  'none',
  'reduce',
]);

/** Every rule of the linter, for scripts. */
export type FindingCode =
  | 'bad_arguments'
  | 'bad_audience'
  | 'bad_bucketing'
  | 'bad_date'
  | 'bad_guard'
  | 'bad_name'
  | 'bad_state'
  | 'bad_timestamp'
  | 'bad_type'
  | 'bad_version'
  | 'bad_weights'
  | 'computed_variant'
  | 'computed_weight'
  | 'constant_condition'
  | 'cyclic_reference'
  | 'duplicate_variant'
  | 'expired'
  | 'missing'
  | 'mixed_types'
  | 'not_json'
  | 'too_deep'
  | 'too_large'
  | 'too_many'
  | 'unknown_key'
  | 'unknown_operator'
  | 'unknown_reference'
  | 'unknown_variant'
  | 'unused_evaluator';

/** Keys and indexes from the root of a document to a value. */
export type Path = readonly (string | number)[];

/** One rule that a document breaks. */
export interface Finding {
  /** Where, for people: `flags.new-checkout.defaultVariant`. */
  readonly path: string;
  /** Where, for programs (RFC 6901): `/flags/new-checkout/defaultVariant`. */
  readonly pointer: string;
  readonly code: FindingCode;
  /** What is wrong, as a sentence about the value at `path`. */
  readonly rule: string;
  /** What to do about it. */
  readonly fix: string;
  /** A warning stops nothing. */
  readonly severity: 'error' | 'warning';
}

export function error(path: Path, code: FindingCode, rule: string, fix: string): Finding {
  return { path: textOf(path), pointer: pointerOf(path), code, rule, fix, severity: 'error' };
}

export function warning(path: Path, code: FindingCode, rule: string, fix: string): Finding {
  return { ...error(path, code, rule, fix), severity: 'warning' };
}

const NAME = /^[$\w][$\w.-]*$/;
/** Of operators: `<=`. */
const SIGNS = /^[!=<>+*/%-]+$/;

/** To be read, not parsed: `flags.new-checkout.targeting.if[0].<=[1]`. */
function textOf(path: Path): string {
  return path.map(stepOf).join('').replace(/^\./, '');
}

function stepOf(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return NAME.test(step) || SIGNS.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

function pointerOf(path: Path): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

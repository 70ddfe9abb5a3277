import { percentagesOf, percentInWords } from '../../functions/toggles/percentages.ts';

/** A toggle's rule for people, a line a branch: as far as it is one that people write; the rest as JSON. */
export function ruleInWords(targeting: unknown): readonly string[] {
  const chain = operandsOf(targeting, 'if');
  if (!chain) return [branch(targeting)];
  const lines: string[] = [];
  for (let at = 0; at + 1 < chain.length; at += 2) {
    lines.push(`if ${condition(chain[at])}: ${branch(chain[at + 1])}`);
  }
  if (chain.length % 2 === 0) return [...lines, 'else: the default'];
  const last = chain.at(-1);
  if (operandsOf(last, 'if')) return [...lines, ...ruleInWords(last)];
  return [...lines, `else: ${branch(last)}`];
}

function branch(rule: unknown): string {
  if (rule === null || rule === undefined) return 'the default';
  if (typeof rule === 'string') return rule;
  const buckets = operandsOf(rule, 'fractional');
  return buckets ? percentage(buckets) : JSON.stringify(rule);
}

function percentage(members: readonly unknown[]): string {
  const percentages = percentagesOf(members);
  if (!percentages) return JSON.stringify({ fractional: members });
  const [first] = members;
  const by = Array.isArray(first) ? '' : `, users spread by ${value(first)}`;
  const told = Object.entries(percentages).map(
    ([name, share]) => `${name} ${percentInWords(share)}`,
  );
  return `${told.join(', ')}${by}`;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '==': 'is',
  '===': 'is',
  '!=': 'is not',
  '!==': 'is not',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  in: 'in',
  starts_with: 'starts with',
  ends_with: 'ends with',
};

/** Rules nest; what is deeper is told as JSON. */
const MAX_LEVELS = 4;

function condition(rule: unknown, levels = MAX_LEVELS): string {
  const [operator, operands] = soleOperator(rule);
  if (operator === '$ref') return `in segment ${operands.map(value).join(' ')}`;
  if (levels === 0) return JSON.stringify(rule);
  const inner = (part: unknown) => condition(part, levels - 1);
  if (operator === 'and' || operator === 'or') {
    return operands.map((part) => grouped(part, inner)).join(` ${operator} `);
  }
  if (operator === '!') return `not ${grouped(operands[0], inner)}`;
  if (operator === 'sem_ver') return `version ${operands.map(value).join(' ')}`;
  return comparison(operator, operands) ?? value(rule);
}

function grouped(part: unknown, inner: (part: unknown) => string): string {
  const [operator] = soleOperator(part);
  return operator === 'and' || operator === 'or' ? `(${inner(part)})` : inner(part);
}

/** `18 <= age < 65` has three operands; two are usual. */
function comparison(operator: string | undefined, operands: readonly unknown[]) {
  const isKnown = operator !== undefined && Object.hasOwn(COMPARISONS, operator);
  const sign = isKnown ? COMPARISONS[operator] : undefined;
  if (sign === undefined || operands.length < 2) return undefined;
  const isTime = operands.some((operand) => nameOf(operand) === TIME);
  const told = isTime ? moment : value;
  return operands.map(told).join(` ${sign} `);
}

const TIME = '$flagd.timestamp';

function moment(operand: unknown): string {
  if (nameOf(operand) === TIME) return 'the time';
  const epochSeconds = typeof operand === 'number' ? operand : Number.NaN;
  const at = new Date(epochSeconds * 1000);
  return Number.isNaN(at.getTime()) ? value(operand) : at.toISOString().replace('.000Z', 'Z');
}

/** An attribute by its name, else as JSON. */
function value(operand: unknown): string {
  return nameOf(operand) ?? JSON.stringify(operand) ?? '';
}

function nameOf(rule: unknown): string | undefined {
  const [operator, [name, ...fallback]] = soleOperator(rule);
  const isName = operator === 'var' && typeof name === 'string' && fallback.length === 0;
  return isName ? name : undefined;
}

function operandsOf(rule: unknown, operator: string): readonly unknown[] | undefined {
  const [found, operands] = soleOperator(rule);
  return found === operator ? operands : undefined;
}

/** JSON Logic: one operator, with its operands or a single one. */
function soleOperator(rule: unknown): readonly [string | undefined, readonly unknown[]] {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return [undefined, []];
  const [only, ...others] = Object.entries(rule);
  if (!only || others.length > 0) return [undefined, []];
  const [operator, operands] = only;
  return [operator, Array.isArray(operands) ? operands : [operands]];
}

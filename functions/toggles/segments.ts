import { own } from './lint/json-object.ts';
import { OPERATORS } from './lint/operators.ts';
import { branchesOf, ruleNodeOf } from './lint/rule-node.ts';
import { resultsIn } from './lint/rule-results.ts';
import { segmentsUsed } from './lint/segments-used.ts';
import { joined, literalType, type ValueType } from './lint/value-type.ts';

/** What a rule can give as a variant: its name; null for the default; undefined where only a user's request tells. */
export type Result = string | null | undefined;

/** How large a rule is with its references in their place. */
export interface RuleSize {
  readonly bytes: number;
  readonly levels: number;
}

/** Reads an attribute of the user. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['var', 'missing', 'missing_some', 'fractional']);

/**
 * What is known of the named rules of a document (`$evaluators`). Each is looked at once, however many refer to it: rules
 * that refer to one another twice each would otherwise take for ever.
 */
export class Segments {
  readonly #rules: Readonly<Record<string, unknown>>;
  readonly #types = new Map<string, ValueType>();
  readonly #results = new Map<string, ReadonlySet<Result>>();
  readonly #sizes = new Map<string, RuleSize>();
  readonly #references = new Map<string, ReadonlySet<string>>();
  readonly #fixed = new Map<string, boolean>();
  readonly #spreading = new Map<string, boolean>();

  readonly #others: boolean;

  /** @param others - there are more than these, and nothing is known of them */
  constructor(rules: Readonly<Record<string, unknown>>, others = false) {
    this.#rules = rules;
    this.#others = others;
  }

  names(): readonly string[] {
    return Object.keys(this.#rules);
  }

  has(name: string): boolean {
    return this.#others || Object.hasOwn(this.#rules, name);
  }

  usedBy(rules: readonly unknown[]): ReadonlySet<string> {
    return segmentsUsed(rules, this.#rules);
  }

  leadsToItself(name: string): boolean {
    const seen = new Set(this.#referencesOf(name));
    // a set that grows while it is gone through is gone through to its new end
    for (const next of seen) {
      for (const further of this.#referencesOf(next)) seen.add(further);
    }
    return seen.has(name);
  }

  typeOf(part: unknown): ValueType {
    const node = ruleNodeOf(part);
    if (!node) return literalType(part);
    const { operator, given, args } = node;
    if (operator === '$ref') {
      return this.#of(this.#types, given, 'any', (rule) => this.typeOf(rule));
    }
    if (operator === 'if') {
      return joined(branchesOf(args).map(({ branch }) => this.typeOf(branch)));
    }
    if (operator === 'var') return attributeType(args[0]);
    const gives = OPERATORS.get(operator)?.gives ?? 'any';
    return gives === 'joined' ? joined(args.map((arg) => this.typeOf(arg))) : gives;
  }

  /** What a segment gives where a variant is wanted. */
  resultsOf(name: unknown): ReadonlySet<Result> {
    return this.#of(this.#results, name, new Set<Result>(), (rule) => this.#resultsOf(rule));
  }

  sizeOf(part: unknown): RuleSize {
    if (typeof part !== 'object' || part === null) {
      return { bytes: Buffer.byteLength(JSON.stringify(part) ?? ''), levels: 0 };
    }
    const node = ruleNodeOf(part);
    if (node?.operator === '$ref') {
      const none = { bytes: 0, levels: 0 };
      return this.#of(this.#sizes, node.given, none, (rule) => this.sizeOf(rule));
    }
    const names = Array.isArray(part) ? [] : Object.keys(part);
    const children = Object.values(part).map((child) => this.sizeOf(child));
    return {
      bytes: [
        ...names.map((name) => name.length + 4),
        ...children.map(({ bytes }) => bytes + 1),
      ].reduce((sum, bytes) => sum + bytes, 2),
      levels: 1 + children.reduce((most, { levels }) => Math.max(most, levels), 0),
    };
  }

  /** Gives the same whoever asks. */
  isFixed(part: unknown): boolean {
    if (Array.isArray(part)) return part.every((child) => this.isFixed(child));
    const node = ruleNodeOf(part);
    if (!node) return true;
    if (node.operator === '$ref') {
      return this.#of(this.#fixed, node.given, true, (rule) => this.isFixed(rule));
    }
    return !ATTRIBUTES.has(node.operator) && node.args.every((arg) => this.isFixed(arg));
  }

  /** Is a `fractional`, or a segment that is one. */
  spreads(part: unknown): boolean {
    const node = ruleNodeOf(part);
    if (node?.operator !== '$ref') return node?.operator === 'fractional';
    return this.#of(this.#spreading, node.given, false, (rule) => this.spreads(rule));
  }

  #referencesOf(name: string): ReadonlySet<string> {
    const known = this.#references.get(name);
    if (known) return known;
    const references = segmentsUsed(own(this.#rules, name), {});
    this.#references.set(name, references);
    return references;
  }

  #resultsOf(part: unknown): ReadonlySet<Result> {
    const results = new Set<Result>();
    for (const { part: leaf } of resultsIn(part, [])) {
      const node = ruleNodeOf(leaf);
      const more = node?.operator === '$ref' ? this.resultsOf(node.given) : this.namesOf(leaf);
      for (const result of more) results.add(result);
    }
    return results;
  }

  /** The names that a leaf of a rule stands for: flagd writes true as 'true'. */
  namesOf(leaf: unknown): readonly Result[] {
    if (leaf === null) return [null];
    const isName = ['string', 'number', 'boolean'].includes(typeof leaf);
    if (isName) return [String(leaf)];
    return this.typeOf(leaf) === 'boolean' ? ['true', 'false'] : [undefined];
  }

  /** Once a name. Of one that leads to itself, or to nothing, `unknown` is said: others report that. */
  #of<Fact>(
    known: Map<string, Fact>,
    name: unknown,
    unknown: Fact,
    look: (rule: unknown) => Fact,
  ): Fact {
    if (typeof name !== 'string' || !Object.hasOwn(this.#rules, name)) return unknown;
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, unknown);
    const fact = look(this.#rules[name]);
    known.set(name, fact);
    return fact;
  }
}

function attributeType(name: unknown): ValueType {
  if (name === '$flagd.timestamp') return 'number';
  return name === '$flagd.flagKey' ? 'text' : 'any';
}

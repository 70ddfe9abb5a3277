import { FeatureFlag } from '@openfeature/flagd-core';
import { resolveReferences } from '../references.ts';
import type { Toggle } from '../toggle.ts';
import { type ToggleDocument, toggleOf } from '../toggle-document.ts';
import { type PercentageRule, percentageRuleOf } from './percentage-rule.ts';

/** A toggle ready to be evaluated. `rule` decides; the toggle says what a kill serves. */
export interface CompiledToggle {
  readonly toggle: Toggle;
  readonly rule: FeatureFlag;
  /** Decides for whoever has a targeting key, where the rule is nothing but a percentage. */
  readonly percentage: PercentageRule | undefined;
}

/** flagd-core formats messages even for levels that nobody reads: this one costs nothing. */
const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

/**
 * Compiles a toggle at its first use. Compiling all of 200 costs 110 ms of CPU at a cold start; a request needs a few.
 * What is stored was linted when it was written, so nothing is validated here.
 */
export class LazyFlags {
  readonly #document: ToggleDocument;
  readonly #compiled = new Map<string, CompiledToggle>();

  constructor(document: ToggleDocument) {
    this.#document = document;
  }

  keys(): readonly string[] {
    return Object.keys(this.#document.flags);
  }

  /** The named rules, as they are stored. */
  get evaluators(): Readonly<Record<string, unknown>> {
    return this.#document.$evaluators ?? {};
  }

  /** As it is stored, without compiling it. Undefined for what is no toggle at all. */
  toggleOf(key: string): Toggle | undefined {
    return toggleOf(this.#document, key);
  }

  /** Throws where the toggle's rule makes no sense. */
  find(key: string): CompiledToggle | undefined {
    const known = this.#compiled.get(key);
    if (known) return known;
    const toggle = toggleOf(this.#document, key);
    if (!toggle) return undefined;
    const compiled = this.#compile(key, toggle);
    this.#compiled.set(key, compiled);
    return compiled;
  }

  #compile(key: string, toggle: Toggle): CompiledToggle {
    for (const value of Object.values(toggle.variants)) deepFreeze(value);
    const targeting = resolveReferences(toggle.targeting ?? {}, this.#document.$evaluators ?? {});
    // flagd-core types targeting as a string, and takes it parsed
    const flag = { ...toggle, targeting } as unknown as ConstructorParameters<
      typeof FeatureFlag
    >[1];
    const rule = new FeatureFlag(key, flag, SILENT);
    return { toggle, rule, percentage: percentageRuleOf(key, toggle, targeting) };
  }
}

/** Readers share a variant's object: one that changed it would change it for all. */
function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const child of Object.values(value)) deepFreeze(child);
}

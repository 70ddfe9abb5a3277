import {
  type MuteRule,
  type MuteRuleDefinition,
  type MuteWindow,
  muteWindow,
  parseMuteRule,
} from './mute-rule.ts';

/** A window with the rule that it comes from. */
export interface Mute extends MuteWindow {
  readonly ruleArn: string;
}

/** A rule that the API made, as it is kept over a restart. Templates make theirs again. */
export interface SavedMuteRule {
  readonly definition: unknown;
  readonly updatedMs: number;
}

/** All mute rules by name. */
export class MuteRules {
  readonly #rules = new Map<string, MuteRule>();
  readonly #ofTemplates = new Set<string>();
  readonly #arnOf: (name: string) => string;

  constructor(arnOf: (name: string) => string, saved: readonly SavedMuteRule[]) {
    this.#arnOf = arnOf;
    for (const { definition, updatedMs } of saved) this.#set(parseMuteRule(definition, updatedMs));
  }

  all(): readonly MuteRule[] {
    return [...this.#rules.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  get(name: string): MuteRule | undefined {
    return this.#rules.get(name);
  }

  put(rule: MuteRule, isOfTemplate: boolean): void {
    this.#set(rule);
    if (isOfTemplate) this.#ofTemplates.add(nameOf(rule));
  }

  delete(name: string): void {
    this.#rules.delete(name);
    this.#ofTemplates.delete(name);
  }

  /** What mutes an alarm now: of several windows the one that ends last. */
  muteOf(alarmName: string, nowMs: number): Mute | undefined {
    const mutes = this.all()
      .filter(({ definition }) => targetsOf(definition).includes(alarmName))
      .flatMap((rule) => {
        const window = muteWindow(rule, nowMs);
        return window ? [{ ...window, ruleArn: this.#arnOf(nameOf(rule)) }] : [];
      });
    return mutes.sort((a, b) => b.endMs - a.endMs)[0];
  }

  toSave(): readonly SavedMuteRule[] {
    const own = this.all().filter((rule) => !this.#ofTemplates.has(nameOf(rule)));
    return own.map(({ definition, updatedMs }) => ({ definition, updatedMs }));
  }

  #set(rule: MuteRule): void {
    this.#rules.set(nameOf(rule), rule);
  }
}

export function targetsOf({ MuteTargets }: MuteRuleDefinition): readonly string[] {
  return MuteTargets?.AlarmNames ?? [];
}

function nameOf({ definition }: MuteRule): string {
  return definition.Name;
}

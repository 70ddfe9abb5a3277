import type { Block, InspectedRequest } from '../../firewall.ts';
import { aggregateKey } from './aggregate-key.ts';
import type { BlockAction, RateBased, Rule, WebAclDefinition } from './definitions.ts';
import { matches } from './match.ts';
import { RateLimit } from './rate-limit.ts';

const DEFAULT_WINDOW_SECONDS = 300;

/** One web ACL with what its rate rules have counted. */
export class WebAcl {
  readonly #definition: WebAclDefinition;
  readonly #rules: readonly Rule[];
  readonly #limits = new Map<Rule, RateLimit>();

  constructor(definition: WebAclDefinition) {
    this.#definition = definition;
    this.#rules = [...(definition.Rules ?? [])].sort((a, b) => a.Priority - b.Priority);
    for (const rule of this.#rules) this.#prepare(rule);
  }

  /** The names of its managed rule groups, which do nothing here. */
  get idleRules(): readonly string[] {
    return this.#rules.flatMap(({ Statement }) => Statement.ManagedRuleGroupStatement?.Name ?? []);
  }

  /** The first rule that fits and does not only count decides, else the default action. */
  blocks(request: InspectedRequest, nowMs: number): Block | undefined {
    const decides = ({ Action }: Rule) => Action !== undefined && !('Count' in Action);
    const deciding = this.#rules.find((rule) => this.#fits(rule, request, nowMs) && decides(rule));
    const action = deciding?.Action ?? this.#definition.DefaultAction;
    return 'Block' in action ? this.#blockBy(action.Block) : undefined;
  }

  #prepare(rule: Rule): void {
    const { RateBasedStatement: rate, ManagedRuleGroupStatement: managed } = rule.Statement;
    if (!managed && !rule.Action) throw new Error(`Rules: ${rule.Name} has no Action`);
    if (Object.keys(rule.Statement).length !== 1) {
      throw new Error(`Rules: ${rule.Name} must have one statement`);
    }
    if (rule.Action && 'Block' in rule.Action) this.#blockBy(rule.Action.Block);
    if (!rate) return;
    checkKeys(rule.Name, rate);
    const windowSeconds = rate.EvaluationWindowSec ?? DEFAULT_WINDOW_SECONDS;
    this.#limits.set(rule, new RateLimit(rate.Limit, windowSeconds * 1000));
  }

  #fits(rule: Rule, request: InspectedRequest, nowMs: number): boolean {
    const {
      RateBasedStatement: rate,
      ManagedRuleGroupStatement: managed,
      ...match
    } = rule.Statement;
    if (managed) return false;
    return rate ? this.#isOverRate(rule, rate, request, nowMs) : matches(match, request);
  }

  #isOverRate(rule: Rule, rate: RateBased, request: InspectedRequest, nowMs: number): boolean {
    if (rate.ScopeDownStatement && !matches(rate.ScopeDownStatement, request)) return false;
    const counted = aggregateKey(rate, request);
    if (counted === 'none') return false;
    if (counted === 'fallback') return rate.ForwardedIPConfig?.FallbackBehavior === 'MATCH';
    return this.#limits.get(rule)?.isExceededBy(counted.key, nowMs) ?? false;
  }

  #blockBy({ CustomResponse }: BlockAction): Block {
    if (!CustomResponse) return {};
    const { ResponseCode, CustomResponseBodyKey: key, ResponseHeaders = [] } = CustomResponse;
    const body = key === undefined ? undefined : this.#definition.CustomResponseBodies?.[key];
    if (key !== undefined && !body) throw new Error(`CustomResponseBodies has no ${key}`);
    return {
      response: {
        statusCode: ResponseCode,
        headers: {
          ...(body && { 'Content-Type': CONTENT_TYPES[body.ContentType] }),
          ...Object.fromEntries(ResponseHeaders.map(({ Name, Value }) => [Name, Value])),
        },
        body: body?.Content ?? '',
      },
    };
  }
}

const CONTENT_TYPES = {
  TEXT_PLAIN: 'text/plain',
  TEXT_HTML: 'text/html',
  APPLICATION_JSON: 'application/json',
} as const;

/** What AWS refuses too. */
function checkKeys(name: string, { AggregateKeyType, CustomKeys = [], ...rate }: RateBased): void {
  const isCustom = AggregateKeyType === 'CUSTOM_KEYS';
  if (isCustom !== CustomKeys.length > 0) {
    throw new Error(`Rules: ${name}: CustomKeys go with AggregateKeyType CUSTOM_KEYS`);
  }
  if (isCustom && !CustomKeys.some((key) => 'Header' in key)) {
    throw new Error(`Rules: ${name}: an address alone is no custom key`);
  }
  const needsHeader =
    AggregateKeyType === 'FORWARDED_IP' || CustomKeys.some((key) => 'ForwardedIP' in key);
  if (needsHeader && !rate.ForwardedIPConfig) {
    throw new Error(`Rules: ${name}: a forwarded address needs ForwardedIPConfig`);
  }
}

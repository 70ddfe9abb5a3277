import { isIP } from 'node:net';
import type { InspectedRequest } from '../../firewall.ts';
import type { CustomKey, RateBased } from './definitions.ts';
import { transformed } from './match.ts';

/**
 * What a rate rule counts a request under. `none`: something that it counts by is missing, so that the rule is not about
 * this request; `fallback`: a forwarded address is none, and the rule's own setting decides.
 */
export type AggregateKey = { readonly key: string } | 'none' | 'fallback';

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html */
export function aggregateKey(rule: RateBased, request: InspectedRequest): AggregateKey {
  if (rule.AggregateKeyType === 'IP') return { key: request.sourceIp };
  if (rule.AggregateKeyType === 'FORWARDED_IP') return forwardedIp(rule, request);
  const parts = (rule.CustomKeys ?? []).map((part) => partOf(part, rule, request));
  const missing = parts.find((part) => typeof part === 'string');
  return missing ?? { key: JSON.stringify(parts) };
}

function partOf(part: CustomKey, rule: RateBased, request: InspectedRequest): AggregateKey {
  if ('IP' in part) return { key: request.sourceIp };
  if ('ForwardedIP' in part) return forwardedIp(rule, request);
  const value = request.header(part.Header.Name);
  if (value === undefined) return 'none';
  return { key: transformed(value, part.Header.TextTransformations) };
}

/** The first address of the header counts. */
function forwardedIp({ ForwardedIPConfig }: RateBased, request: InspectedRequest): AggregateKey {
  const value = request.header(ForwardedIPConfig?.HeaderName ?? '');
  if (value === undefined) return 'none';
  const [first = ''] = value.split(',');
  return isIP(first.trim()) === 0 ? 'fallback' : { key: first.trim() };
}

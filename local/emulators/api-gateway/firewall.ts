import type { Cloud } from '../../emulator.ts';
import type { GatewayAnswer } from './gateway-answer.ts';
import { GatewayError } from './gateway-error.ts';
import { headerOf, type RequestHead } from './gateway-request.ts';

/**
 * What the firewall of a stage answers in place of the API, before anything else is looked at; undefined lets the
 * request pass. A block without words of its own is a gateway response of the type WAF_FILTERED.
 */
export function askFirewall(
  cloud: Cloud,
  apiId: string,
  head: RequestHead,
): GatewayAnswer | undefined {
  const arn = `arn:aws:apigateway:${cloud.region}::/restapis/${apiId}/stages/${head.stageName}`;
  const block = cloud.blocks(arn, {
    method: head.method,
    uriPath: head.pathWithStage,
    sourceIp: head.sourceIp,
    header: (name) => headerOf(head, name),
  });
  if (!block) return undefined;
  if (!block.response) throw new GatewayError('WAF_FILTERED', 'Forbidden');
  const { statusCode, headers, body } = block.response;
  return {
    statusCode,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
  };
}

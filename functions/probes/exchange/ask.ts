import { portOf } from '../../shared/address-guard.ts';
import type { Hop, PreparedRequest } from '../auth/prepared-request.ts';
import type { Answered } from './answered.ts';
import { exchange } from './exchange.ts';
import { type Failed, failedBefore, TOO_MANY_REDIRECTS } from './failed.ts';
import { nextHop } from './next-hop.ts';
import { type ConnectionTools, peerOf } from './open-connection.ts';
import { refusalOf } from './refusal-of.ts';
import type { SeenHttp } from './seen.ts';
import { between } from './stopwatch.ts';
import { unpack } from './unpack.ts';
import { withCertificate } from './with-certificate.ts';

/**
 * Sends a request, follows its redirects as browsers do, and unpacks what came packed although that was not asked for. Never
 * rejects for what the target does.
 *
 * @param giveUpAtMs - on the monotonic clock
 */
export async function ask(
  request: PreparedRequest,
  giveUpAtMs: number,
  tools: ConnectionTools,
): Promise<SeenHttp | Failed> {
  const begunMs = tools.nowMs();
  const ports = [portOf(request.url), ...request.ports];
  let hop = firstHop(request);
  for (let redirects = 0; redirects <= request.maxRedirects; redirects++) {
    const refusal = refusalOf(hop.url, tools.guard, ports);
    if (refusal) return refusal;
    const answer = await askOnce(hop, request, giveUpAtMs, tools);
    if (answer.kind === 'failed') return answer;
    const next = nextHop(hop, answer, request);
    if (next === undefined) {
      const totalMs = between(begunMs, tools.nowMs());
      return unpack(whole(answer, { url: hop.url.href, redirects, totalMs }));
    }
    if ('kind' in next) return next;
    hop = next;
  }
  const limit = `it redirects more than ${request.maxRedirects} times`;
  return failedBefore(TOO_MANY_REDIRECTS, limit);
}

/** Field by field: every probe passes here, and a spread of so many fields is slow. */
function whole(
  answered: Answered,
  { url, redirects, totalMs }: Pick<SeenHttp, 'url' | 'redirects' | 'totalMs'>,
): SeenHttp {
  const { kind, status, headers, setCookies, body, isTruncated } = answered;
  const { certificate, phases, latencyMs } = answered;
  return {
    kind,
    url,
    status,
    headers,
    setCookies,
    body,
    isTruncated,
    redirects,
    certificate,
    phases,
    latencyMs,
    totalMs,
  };
}

function firstHop({ method, url, body }: PreparedRequest): Hop {
  return body === undefined ? { method, url } : { method, url, body };
}

async function askOnce(
  hop: Hop,
  request: PreparedRequest,
  giveUpAtMs: number,
  tools: ConnectionTools,
): Promise<Answered | Failed> {
  const { url } = hop;
  const isOwn = url.origin === request.url.origin;
  const answer = await exchange(
    {
      hop,
      headers: await request.headersFor(hop),
      client: isOwn ? request.clientCertificate : undefined,
      followsRedirects: request.maxRedirects > 0,
    },
    giveUpAtMs,
    tools,
  );
  if (answer.kind === 'failed') return withCertificate(answer, peerOf(url), giveUpAtMs, tools);
  request.noteAnswer({ url, status: answer.status, setCookies: answer.setCookies });
  return answer;
}

import { isIP } from 'node:net';
import type { AddressGuard } from '../../shared/address-guard.ts';
import { dnsLookup } from '../exchange/dns-lookup.ts';
import type { Failed } from '../exchange/failed.ts';
import { handshake } from '../exchange/handshake.ts';
import { refusalOfPeer } from '../exchange/refusal-of.ts';
import type { SecureContexts } from '../exchange/secure-contexts.ts';
import type { Seen, SeenDns } from '../exchange/seen.ts';
import { tcpConnection } from '../exchange/tcp-connection.ts';
import type { DnsTarget, TcpTarget, TlsTarget } from '../targets/target.ts';
import type { AttemptTools } from './attempt.ts';
import type { AttemptResult } from './attempt-result.ts';
import { resultOf } from './result-of.ts';

type LookAtTools = Omit<AttemptTools, 'authenticate' | 'walk' | 'heartbeat'> & {
  readonly contexts: SecureContexts;
};

/** One attempt at a target that is sent no request: a port, a certificate, a record. */
export async function lookAt(
  target: TcpTarget | TlsTarget | DnsTarget,
  tools: LookAtTools,
): Promise<AttemptResult> {
  const { expect, giveUpAfterMs } = target;
  const begunMs = tools.nowMs();
  const seen = await see(target, begunMs + giveUpAfterMs, tools);
  const delayMs = tools.worstDelaySince(begunMs);
  return resultOf(seen, { expect, giveUpAfterMs, delayMs, preparationMs: 0 });
}

async function see(
  target: TcpTarget | TlsTarget | DnsTarget,
  giveUpAtMs: number,
  tools: LookAtTools,
): Promise<Seen | Failed> {
  if (target.kind === 'dns')
    return judgeable(await dnsLookup(target, giveUpAtMs, tools), tools.guard);
  const peer = { host: target.host, port: target.port };
  const refusal = refusalOfPeer(peer, tools.guard);
  if (refusal) return refusal;
  const connect = target.kind === 'tls' ? handshake : tcpConnection;
  return connect(peer, giveUpAtMs, tools);
}

/** A name that leads into a private network is broken, or means to mislead: it is refused as those who connect would be. */
function judgeable(seen: SeenDns | Failed, guard: AddressGuard): SeenDns | Failed {
  if (seen.kind === 'failed') return seen;
  const hosts = seen.records.filter((record) => isIP(record));
  const refusals = hosts.map((host) => refusalOfPeer({ host, port: 80 }, guard));
  return refusals.find((refusal) => refusal !== undefined) ?? seen;
}

import { CANCELLED, type CaaRecord, CONNREFUSED, promises } from 'node:dns';
import { type StartTimer, systemTimer } from '../../shared/timer.ts';
import type { RecordType } from '../targets/target.ts';
import { type Failed, GAVE_UP, isCoded } from './failed.ts';
import type { SeenDns } from './seen.ts';
import { between } from './stopwatch.ts';

export interface DnsQuestion {
  readonly host: string;
  readonly record: RecordType;
}

export interface DnsTools {
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** @default - the system's */
  readonly startTimer?: StartTimer;
  /** `address` or `address:port`. @default - those of the system */
  readonly nameServers?: readonly string[] | undefined;
}

/** Once more where a packet was lost. */
const TRIES = 2;

/**
 * Asks name servers for records, past this machine's files and caches. Rejects where it reaches none of them: that is not the
 * name's fault.
 *
 * @param giveUpAtMs - on the monotonic clock
 */
export async function dnsLookup(
  { host, record }: DnsQuestion,
  giveUpAtMs: number,
  { nowMs, nameServers, startTimer = systemTimer }: DnsTools,
): Promise<SeenDns | Failed> {
  const begunMs = nowMs();
  const giveUpAfterMs = Math.max(1, giveUpAtMs - begunMs);
  const resolver = new promises.Resolver({
    timeout: Math.ceil(giveUpAfterMs / TRIES),
    tries: TRIES,
  });
  if (nameServers) resolver.setServers(nameServers);
  const stopTimer = startTimer(() => resolver.cancel(), giveUpAfterMs);
  try {
    const records = await RECORDS[record](resolver, host);
    const dnsMs = between(begunMs, nowMs());
    return { kind: 'dns', records, phases: { dnsMs }, latencyMs: dnsMs, totalMs: dnsMs };
  } catch (error) {
    if (!isCoded(error)) throw error;
    if (error.code === CONNREFUSED)
      throw new Error('no name server could be reached', { cause: error });
    const code = error.code === CANCELLED ? GAVE_UP : error.code;
    return { kind: 'failed', code, message: error.message, during: 'resolve', phases: {} };
  } finally {
    stopTimer();
  }
}

/** How each kind of record is asked for, and written, nearly as in a zone file. */
const RECORDS: Readonly<
  Record<RecordType, (resolver: promises.Resolver, host: string) => Promise<readonly string[]>>
> = {
  A: (resolver, host) => resolver.resolve4(host),
  AAAA: (resolver, host) => resolver.resolve6(host),
  CAA: async (resolver, host) => (await resolver.resolveCaa(host)).map(caaInWords),
  CNAME: (resolver, host) => resolver.resolveCname(host),
  MX: async (resolver, host) =>
    (await resolver.resolveMx(host)).map(({ priority, exchange }) => `${priority} ${exchange}`),
  NS: (resolver, host) => resolver.resolveNs(host),
  SRV: async (resolver, host) =>
    (await resolver.resolveSrv(host)).map((srv) =>
      [srv.priority, srv.weight, srv.port, srv.name].join(' '),
    ),
  TXT: async (resolver, host) => (await resolver.resolveTxt(host)).map((parts) => parts.join('')),
};

/** E.g. `0 issue "letsencrypt.org"`. Newer versions of Node add its type to the property that it has. */
function caaInWords({ critical, ...record }: CaaRecord): string {
  const [tag, value] = Object.entries(record).find(([name]) => name !== 'type') ?? [];
  return `${critical} ${tag} "${value}"`;
}

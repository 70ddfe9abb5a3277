import type {
  DnsTarget,
  HttpTarget,
  TcpTarget,
  TlsTarget,
} from '../../functions/probes/targets/target.ts';

/** A target that answers to GET, but for what differs. */
export function httpTarget(difference: Partial<HttpTarget> = {}): HttpTarget {
  const url = 'http://example.com/';
  return {
    kind: 'http',
    name: 'home',
    group: 'rate-1m',
    giveUpAfterMs: 1_000,
    expect: [{ on: 'status', ranges: [[200, 299]] }],
    request: { method: 'GET', url, headers: {}, maxRedirects: 5, ports: [] },
    ...difference,
  };
}

/** As many, each with a name of its own. */
export function httpTargets(
  count: number,
  difference: Partial<HttpTarget> = {},
): readonly HttpTarget[] {
  return Array.from({ length: count }, (_, index) =>
    httpTarget({ name: `target-${index}`, ...difference }),
  );
}

const PLAIN = { name: 'plain', group: 'rate-1m', giveUpAfterMs: 5_000, expect: [] } as const;

/** A certificate that is looked at by itself, but for what differs. */
export function tlsTarget(difference: Partial<TlsTarget> = {}): TlsTarget {
  return { ...PLAIN, kind: 'tls', host: 'example.com', port: 443, ...difference };
}

export function tcpTarget(difference: Partial<TcpTarget> = {}): TcpTarget {
  return { ...PLAIN, kind: 'tcp', host: 'example.com', port: 5432, ...difference };
}

export function dnsTarget(difference: Partial<DnsTarget> = {}): DnsTarget {
  return { ...PLAIN, kind: 'dns', host: 'example.com', record: 'MX', ...difference };
}

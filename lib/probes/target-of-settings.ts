import type {
  DnsTarget,
  HeartbeatTarget,
  JourneyStep,
  JourneyTarget,
  Target,
  TargetBase,
  TcpTarget,
  TlsTarget,
} from '../../functions/probes/targets/target.ts';
import { type DurationText, durationOf } from '../settings/duration-text.ts';
import type {
  DnsProbeSettings,
  HeartbeatProbeSettings,
  JourneyProbeSettings,
  ProbeSettings,
  StepSettings,
  TcpProbeSettings,
  TlsProbeSettings,
} from '../settings/probe-settings.ts';
import { longestTimeoutMs } from '../settings/probe-times.ts';
import {
  answerExpectations,
  dnsExpectations,
  tcpExpectations,
  tlsExpectations,
} from './expectations-of-settings.ts';
import { everySecondsOf, groupOf } from './probe-group.ts';
import { requestOf } from './request-of-settings.ts';
import type { ServiceAddress } from './service-address.ts';

/** Where the targets are, and how often they are probed. */
export interface Surroundings {
  readonly service: ServiceAddress;
  /** Of the stage. */
  readonly region: string;
  /** `probeInterval` of the settings. */
  readonly interval: DurationText;
}

const TIMEOUT: DurationText = '10s';
const JOURNEY_TIMEOUT: DurationText = '20s';
const GRACE: DurationText = '1m';

/** What the settings say of one probe, as the prober reads it. */
export function targetOf(probe: ProbeSettings, around: Surroundings): Target {
  if (probe.tcp !== undefined) return tcpTarget(probe, around);
  if (probe.dns !== undefined) return dnsTarget(probe, around);
  if (probe.tls !== undefined) return tlsTarget(probe, around);
  if (probe.journey !== undefined) return journeyTarget(probe, around);
  if (probe.heartbeat !== undefined) return heartbeatTarget(probe, around);
  const { service, region } = around;
  const { url, isEncrypted } = service.addressOf(probe);
  return {
    kind: 'http',
    ...baseOf(probe, around),
    expect: answerExpectations(probe.expect, isEncrypted),
    request: requestOf(probe, url, region),
  };
}

type ActiveProbe = Exclude<ProbeSettings, HeartbeatProbeSettings>;

function baseOf(
  probe: ActiveProbe,
  { interval }: Surroundings,
  timeout: DurationText = TIMEOUT,
): Omit<TargetBase, 'expect'> {
  const everySeconds = everySecondsOf(probe);
  const wishedMs = durationOf(probe.timeout ?? timeout).toMilliseconds();
  return {
    name: probe.name,
    group: groupOf(probe, interval).name,
    ...(everySeconds && { everySeconds }),
    giveUpAfterMs: Math.min(wishedMs, longestTimeoutMs(everySeconds)),
  };
}

function tcpTarget(probe: TcpProbeSettings & ActiveProbe, around: Surroundings): TcpTarget {
  const expect = tcpExpectations(probe.expect);
  return { kind: 'tcp', ...baseOf(probe, around), ...hostAndPort(probe.tcp), expect };
}

function dnsTarget(probe: DnsProbeSettings & ActiveProbe, around: Surroundings): DnsTarget {
  const { dns: host, record = 'A', expect } = probe;
  return { kind: 'dns', ...baseOf(probe, around), host, record, expect: dnsExpectations(expect) };
}

function tlsTarget(probe: TlsProbeSettings & ActiveProbe, around: Surroundings): TlsTarget {
  const expect = tlsExpectations(probe.expect);
  return { kind: 'tls', ...baseOf(probe, around), ...hostAndPort(probe.tls), expect };
}

function journeyTarget(
  probe: JourneyProbeSettings & ActiveProbe,
  around: Surroundings,
): JourneyTarget {
  return {
    kind: 'journey',
    ...baseOf(probe, around, JOURNEY_TIMEOUT),
    expect: [],
    steps: probe.journey.map((step) => stepOf(step, around)),
  };
}

function stepOf(step: StepSettings, { service, region }: Surroundings): JourneyStep {
  const { name, expect, extract = {} } = step;
  const { url, isEncrypted } = service.addressOf(step);
  const request = requestOf(step, url, region);
  return { name, request, expect: answerExpectations(expect, isEncrypted), extract };
}

function heartbeatTarget(
  probe: HeartbeatProbeSettings,
  { interval }: Surroundings,
): HeartbeatTarget {
  const { name, heartbeat } = probe;
  const everySeconds = everySecondsOf(probe);
  return {
    kind: 'heartbeat',
    name,
    group: groupOf(probe, interval).name,
    ...(everySeconds && { everySeconds }),
    giveUpAfterMs: longestTimeoutMs(everySeconds), // for the database
    expect: [],
    periodMs: durationOf(heartbeat.period).toMilliseconds(),
    graceMs: durationOf(heartbeat.grace ?? GRACE).toMilliseconds(),
  };
}

/** Of `db.example.com:5432` or `[2001:db8::1]:5432`. */
function hostAndPort(text: string): { readonly host: string; readonly port: number } {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return { host, port: Number(text.slice(colon + 1)) };
}

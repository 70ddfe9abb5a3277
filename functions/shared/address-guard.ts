import * as dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressRefused } from './address-refused.ts';
import { type Cidr, contains, parseCidr } from './cidr.ts';
import { parseIp } from './ip-address.ts';
import { specialPurposeOf, withoutEmbedding } from './special-address.ts';

export interface AddressGuardOptions {
  /**
   * Ranges outside the public internet that may be reached all the same, e.g. `10.0.3.0/24`.
   * @default []
   */
  readonly allowPrivate?: readonly string[];

  /**
   * How names are resolved.
   * @default - as the operating system does
   */
  readonly resolve?: Resolve;
}

/** As `dns.lookup` does, asked for all addresses. */
export type Resolve = (
  hostname: string,
  options: dns.LookupAllOptions,
  // Without addresses: `dns.lookup` gives none with an error.
  callback: (error: NodeJS.ErrnoException | null, addresses?: dns.LookupAddress[]) => void,
) => void;

/**
 * Keeps requests to configured addresses out of our own network. Both halves are needed: a literal address is never
 * looked up, and a name says nothing before it is.
 */
export interface AddressGuard {
  /**
   * Refuses what a URL says by itself: protocol, user, port, literal address. Call it for the first and for each redirect.
   *
   * @param ports - allowed besides 80 and 443
   */
  checkUrl(url: URL, ports?: readonly number[]): void;

  /**
   * For `request({ lookup })`: refuses a name when any of its addresses is forbidden. The connection goes to the very
   * addresses that were judged, so that a name cannot change its mind in between.
   */
  readonly lookup: LookupFunction;
}

const WEB_PORTS = [80, 443];

export function createAddressGuard(options: AddressGuardOptions = {}): AddressGuard {
  const { allowPrivate = [], resolve = dns.lookup } = options;
  const allowed = allowPrivate.map(parseCidr);
  return {
    checkUrl: (url, ports = []) => checkUrl(url, [...WEB_PORTS, ...ports], allowed),
    lookup: guardedLookup(resolve, allowed),
  };
}

function guardedLookup(resolve: Resolve, allowed: readonly Cidr[]): LookupFunction {
  return (hostname, { all = false, ...options }, callback) => {
    const answer = all ? callback : firstOf(callback);
    resolve(hostname, { ...options, all: true }, (error, addresses = []) =>
      answer(error ?? refusalOf(hostname, addresses, allowed) ?? null, addresses),
    );
  };
}

type LookupCallback = Parameters<LookupFunction>[2];

/** Answers a caller that wants one address. */
function firstOf(callback: LookupCallback) {
  return (error: NodeJS.ErrnoException | null, [first]: readonly dns.LookupAddress[]) =>
    callback(error, first?.address ?? '', first?.family);
}

function checkUrl(url: URL, ports: readonly number[], allowed: readonly Cidr[]): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AddressRefused(`${url.protocol}// is not allowed, only http and https`);
  }
  // Without the URL: what stands before the @ may be a password.
  if (url.username || url.password) {
    throw new AddressRefused('an address must not hold a user name or password');
  }
  const port = portOf(url);
  if (!ports.includes(port)) {
    throw new AddressRefused(`port ${port} is not allowed, only ${ports.join(', ')}`);
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const purpose = parseIp(host) && forbiddenPurposeOf(host, allowed);
  if (purpose) throw new AddressRefused(`${host} is ${purpose}, not public`);
}

/** The port that a URL names, or its protocol's own. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function refusalOf(
  hostname: string,
  addresses: readonly dns.LookupAddress[],
  allowed: readonly Cidr[],
): AddressRefused | undefined {
  if (addresses.length === 0) return new AddressRefused(`${hostname} has no address`);
  for (const { address } of addresses) {
    const purpose = forbiddenPurposeOf(address, allowed);
    if (purpose) return new AddressRefused(`${hostname} is ${address}, ${purpose}, not public`);
  }
  return undefined;
}

function forbiddenPurposeOf(address: string, allowed: readonly Cidr[]): string | undefined {
  const ip = parseIp(address);
  if (!ip) return 'no address';
  const isAllowed = allowed.some((range) =>
    [ip, withoutEmbedding(ip)].some((each) => contains(range, each)),
  );
  return isAllowed ? undefined : specialPurposeOf(ip);
}

import * as dns from 'node:dns';
import type { Resolve } from '../../shared/address-guard.ts';
import { isCoded } from './failed.ts';

export interface NameResolverOptions {
  /** `address` or `address:port`. @default - those of the system */
  readonly nameServers?: readonly string[];
  /** The operating system's way. @default dns.lookup */
  readonly askSystem?: Resolve;
}

/** A lost packet costs a probe a second. Together they last longer than a probe, which gives up by itself. */
const PATIENCE = { timeout: 1_000, tries: 4 };

/** The system may know a name that name servers do not: of its own files. */
const SYSTEM_MAY_KNOW: readonly string[] = [dns.NOTFOUND, dns.NODATA, dns.CONNREFUSED];

/**
 * Resolves names for a guard by asking name servers itself. The system's way has four threads for a whole process, and a name
 * whose servers say nothing holds one for many seconds, given up or not: a few of them, and no other name is resolved.
 */
export function createNameResolver({
  nameServers,
  askSystem = dns.lookup,
}: NameResolverOptions = {}): Resolve {
  let current: dns.promises.Resolver | undefined;
  const resolver = () => {
    if (current) return current;
    current = new dns.promises.Resolver(PATIENCE);
    if (nameServers) current.setServers(nameServers);
    return current;
  };
  return (hostname, options, callback) => {
    if (isLocal(hostname)) {
      askSystem(hostname, options, callback);
      return;
    }
    addressesOf(hostname, options.family, resolver()).then(
      (addresses) => callback(null, addresses),
      (error: NodeJS.ErrnoException) => {
        current = undefined; // its name servers may be those of another network by now
        if (SYSTEM_MAY_KNOW.includes(String(error.code))) askSystem(hostname, options, callback);
        else callback(error);
      },
    );
  };
}

/** Never asked of name servers (RFC 6761), and never slow. */
function isLocal(hostname: string): boolean {
  return /(^|\.)localhost\.?$/i.test(hostname);
}

/** IPv4 first: a Lambda has no other way out unless somebody gives it one. */
async function addressesOf(
  hostname: string,
  family: dns.LookupOptions['family'],
  resolver: dns.promises.Resolver,
): Promise<dns.LookupAddress[]> {
  const asked: Promise<dns.LookupAddress[]>[] = [];
  if (family !== 6 && family !== 'IPv6') asked.push(resolver.resolve4(hostname).then(ofFamily(4)));
  if (family !== 4 && family !== 'IPv4') asked.push(resolver.resolve6(hostname).then(ofFamily(6)));
  const answers = await Promise.allSettled(asked);
  const addresses = answers.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  if (addresses.length > 0) return addresses;
  throw worstOf(answers.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])));
}

function ofFamily(family: 4 | 6) {
  return (addresses: string[]) => addresses.map((address) => ({ address, family }));
}

/** That a name has no address of one kind says little where the other was not told. */
function worstOf(errors: readonly unknown[]): unknown {
  return (
    errors.find((error) => !isCoded(error) || !SYSTEM_MAY_KNOW.includes(error.code)) ?? errors[0]
  );
}

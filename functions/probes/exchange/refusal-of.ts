import { isIPv6 } from 'node:net';
import type { AddressGuard } from '../../shared/address-guard.ts';
import { AddressRefused } from '../../shared/address-refused.ts';
import { type Failed, failedBefore } from './failed.ts';
import type { Peer } from './open-connection.ts';

/** Why nothing is sent to an address; undefined where the guard allows it. */
export function refusalOf(
  url: URL,
  guard: AddressGuard,
  ports: readonly number[],
): Failed | undefined {
  try {
    guard.checkUrl(url, ports);
    return undefined;
  } catch (error) {
    if (error instanceof AddressRefused) return failedBefore(error.code, error.message);
    throw error;
  }
}

/** The same of a host that no URL names. Its port is the one that the target names, and allowed by that. */
export function refusalOfPeer({ host, port }: Peer, guard: AddressGuard): Failed | undefined {
  const url = new URL(`http://${isIPv6(host) ? `[${host}]` : host}:${port}/`);
  return refusalOf(url, guard, [port]);
}

import { type Cidr, contains, parseCidr } from './cidr.ts';
import type { IpAddress } from './ip-address.ts';

/** IANA's special-purpose IPv4 addresses, and multicast. Link-local holds the metadata service of clouds. */
const SPECIAL_IPV4 = ranges({
  '0.0.0.0/8': 'of this host',
  '10.0.0.0/8': 'private',
  '100.64.0.0/10': "a carrier's own",
  '127.0.0.0/8': 'loopback',
  '169.254.0.0/16': 'link-local',
  '172.16.0.0/12': 'private',
  '192.0.0.0/24': 'reserved for protocols',
  '192.0.2.0/24': 'for documentation',
  '192.88.99.0/24': 'a 6to4 relay',
  '192.168.0.0/16': 'private',
  '198.18.0.0/15': 'for benchmarks',
  '198.51.100.0/24': 'for documentation',
  '203.0.113.0/24': 'for documentation',
  '224.0.0.0/4': 'multicast',
  '240.0.0.0/4': 'reserved',
});

/** What is public in IPv6 is the exception: `2000::/3` without these. */
const PUBLIC_IPV6 = parseCidr('2000::/3');
const SPECIAL_IPV6 = ranges({
  '::1/128': 'loopback',
  '::/128': 'of this host',
  'fc00::/7': 'private',
  'fe80::/10': 'link-local',
  'ff00::/8': 'multicast',
  '2001::/23': 'reserved for protocols', // Teredo among them, which hides an IPv4 address
  '2001:db8::/32': 'for documentation',
  '2002::/16': 'a 6to4 tunnel', // hides an IPv4 address
  '3fff::/20': 'for documentation',
});

/** IPv6 addresses that stand for the IPv4 address in their last four bytes: mapped, and NAT64. */
const EMBEDDING = [parseCidr('::ffff:0:0/96'), parseCidr('64:ff9b::/96')];

/** Why an address is not on the public internet, as a word for people; undefined when it is. */
export function specialPurposeOf(ip: IpAddress): string | undefined {
  const target = withoutEmbedding(ip);
  if (target.bytes.length === 4) return purposeIn(SPECIAL_IPV4, target);
  const purpose = purposeIn(SPECIAL_IPV6, target);
  return purpose ?? (contains(PUBLIC_IPV6, target) ? undefined : 'reserved');
}

/** The IPv4 address that is reached through `ip`, or `ip` itself. */
export function withoutEmbedding(ip: IpAddress): IpAddress {
  const isEmbedding = EMBEDDING.some((range) => contains(range, ip));
  return isEmbedding ? { bytes: ip.bytes.slice(12) } : ip;
}

type Ranges = readonly (readonly [range: Cidr, purpose: string])[];

function ranges(table: Readonly<Record<string, string>>): Ranges {
  return Object.entries(table).map(([range, purpose]) => [parseCidr(range), purpose]);
}

function purposeIn(table: Ranges, ip: IpAddress): string | undefined {
  return table.find(([range]) => contains(range, ip))?.[1];
}

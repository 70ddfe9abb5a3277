import { contains, parseCidr } from '../../functions/shared/cidr.ts';

/** Those of networks of one's own: never the machine itself, nor the addresses at which clouds give out credentials. */
const NETWORKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(
  parseCidr,
);

/** Where EC2's metadata and time are, within the private range of IPv6. */
const OF_THE_CLOUD = parseCidr('fd00:ec2::/32');

/** Whether a text is a range within a private network. */
export function isPrivateRange(value: unknown): boolean {
  const range = rangeOf(value);
  if (!range) return false;
  const isWithin = NETWORKS.some(
    (network) => contains(network, range.address) && range.prefixBits >= network.prefixBits,
  );
  const isOfCloud = contains(OF_THE_CLOUD, range.address) || contains(range, OF_THE_CLOUD.address);
  return isWithin && !isOfCloud;
}

function rangeOf(value: unknown) {
  try {
    return typeof value === 'string' ? parseCidr(value) : undefined;
  } catch {
    return undefined; // it says so by throwing
  }
}

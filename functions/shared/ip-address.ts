import { isIPv4, isIPv6 } from 'node:net';

/** An address as its bytes, most significant first: 4 of them or 16. */
export interface IpAddress {
  readonly bytes: readonly number[];
}

/**
 * Reads an address in its usual form (`10.0.0.1`, `fe80::1`, `::ffff:10.0.0.1`, with or without a zone). Undefined for
 * all else, names and unusual forms of numbers too: give hosts of URLs, which `URL` has normalized.
 */
export function parseIp(text: string): IpAddress | undefined {
  if (isIPv4(text)) return { bytes: text.split('.').map(Number) };
  if (isIPv6(text)) return { bytes: bytesOfIpv6(text.replace(/%.*$/, '')) };
  return undefined;
}

function bytesOfIpv6(text: string): number[] {
  const [head = '', tail] = text.split('::');
  const front = bytesOfGroups(head);
  if (tail === undefined) return front;
  const back = bytesOfGroups(tail);
  return [...front, ...Array<number>(16 - front.length - back.length).fill(0), ...back];
}

function bytesOfGroups(groups: string): number[] {
  return groups
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (group.includes('.')) return group.split('.').map(Number);
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 0xff];
    });
}

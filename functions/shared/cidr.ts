import { type IpAddress, parseIp } from './ip-address.ts';

/** A range of addresses that share their first bits. */
export interface Cidr {
  readonly address: IpAddress;
  readonly prefixBits: number;
}

/** Reads `10.0.3.0/24`. Throws on anything else: a range that is misread would let through what it must not. */
export function parseCidr(text: string): Cidr {
  const [, host = '', bits = ''] = /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseIp(host);
  const prefixBits = Number(bits);
  if (!address || bits === '' || prefixBits > address.bytes.length * 8) {
    throw new Error(`'${text}' is no range of addresses: write it as '10.0.3.0/24' or 'fd00::/8'`);
  }
  return { address, prefixBits };
}

/** Whether `ip` lies in the range. One of the other family never does. */
export function contains({ address, prefixBits }: Cidr, ip: IpAddress): boolean {
  if (address.bytes.length !== ip.bytes.length) return false;
  return ip.bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefixBits - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((address.bytes[index] ?? 0) & mask);
  });
}

import { isIPv4, isIPv6 } from 'node:net';

const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;

/** A whole run of what an IPv6 address is made of; times and names of C++ are such runs too. */
const IPV6_LIKE = /(?<![\w:.])[\da-f:.]*:[\da-f:.]*/gi;

/**
 * Hides IP addresses of both families, but for those that every computer has for itself: they tell of nobody, and where a
 * page is that somebody looks at while it is written. A version such as 126.0.6478.127 is none.
 */
export function redactAddresses(text: string): string {
  return text
    .replace(IPV6_LIKE, (run) => {
      const end = /[:.]*$/.exec(run)?.[0] ?? '';
      const ends = [run, run.slice(0, run.length - end.length)];
      const address = ends.find((each) => /\d/.test(each) && isIPv6(each));
      return address === undefined || address === '::1'
        ? run
        : `[address]${run.slice(address.length)}`;
    })
    .replace(IPV4, (found) => (isIPv4(found) && !found.startsWith('127.') ? '[address]' : found));
}

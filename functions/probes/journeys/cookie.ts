import { isIP } from 'node:net';
import { cookieDate } from './cookie-date.ts';

/** A cookie as it is kept (RFC 6265bis, section 5.7). */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** In lower case. */
  readonly domain: string;
  /** Only for `domain` itself, not for the names below it. */
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
  /** Epoch milliseconds; infinite for one that lasts as long as its session. */
  readonly expiresAtMs: number;
}

/** As browsers keep them. */
const MAX_NAME_AND_VALUE = 4_096;
const MAX_ATTRIBUTE = 1_024;
const MAX_AGE_MS = 400 * 24 * 3_600_000;

/** Control characters but the tab: a line that holds one is no cookie. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Reads one `set-cookie` line; undefined where it holds no cookie that this server may set. */
export function parseCookie(line: string, url: URL, nowMs: number): Cookie | undefined {
  if (CONTROL.test(line)) return undefined;
  const [pair = '', ...rest] = line.split(';');
  const [name, value] = pair.includes('=') ? halves(pair) : ['', pair.trim()];
  if (name + value === '' || name.length + value.length > MAX_NAME_AND_VALUE) return undefined;
  const attributes = attributesOf(rest);
  const domain = domainOf(attributes.get('domain'), url.hostname);
  if (domain === undefined) return undefined;
  const cookie: Cookie = {
    name,
    value,
    ...domain,
    path: pathOf(attributes.get('path'), url.pathname),
    isSecure: attributes.has('secure'),
    expiresAtMs: expiryOf(attributes, nowMs),
  };
  return keepsItsPromise(cookie, attributes) ? cookie : undefined;
}

/** The last of a name counts. */
function attributesOf(parts: readonly string[]): ReadonlyMap<string, string> {
  const pairs = parts.map(halves).filter(([, value]) => value.length <= MAX_ATTRIBUTE);
  return new Map(pairs.map(([name, value]) => [name.toLowerCase(), value]));
}

function halves(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 0) return [pair.trim(), ''];
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

/** Undefined where the server may not set it. Without the public suffix list, of which only the names without a dot count. */
function domainOf(
  attribute: string | undefined,
  host: string,
): Pick<Cookie, 'domain' | 'isHostOnly'> | undefined {
  const domain = attribute?.replace(/^\./, '').toLowerCase();
  const hostOnly = { domain: host, isHostOnly: true };
  if (!domain) return hostOnly;
  if (isIP(host) !== 0 || !domain.includes('.')) return domain === host ? hostOnly : undefined;
  return isWithin(host, domain) ? { domain, isHostOnly: false } : undefined;
}

/** Whether a host is that domain or below it. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function pathOf(attribute: string | undefined, pathname: string): string {
  if (attribute?.startsWith('/')) return attribute;
  return pathname.slice(0, pathname.lastIndexOf('/')) || '/';
}

function expiryOf(attributes: ReadonlyMap<string, string>, nowMs: number): number {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) {
    const seconds = Number(maxAge);
    return seconds <= 0 ? Number.NEGATIVE_INFINITY : nowMs + Math.min(seconds * 1_000, MAX_AGE_MS);
  }
  const expires = cookieDate(attributes.get('expires') ?? '');
  return expires === undefined ? Number.POSITIVE_INFINITY : Math.min(expires, nowMs + MAX_AGE_MS);
}

/** A name that begins with `__Secure-` or `__Host-` says how the cookie was set. */
function keepsItsPromise(cookie: Cookie, attributes: ReadonlyMap<string, string>): boolean {
  const name = (cookie.name || cookie.value).toLowerCase();
  if (name.startsWith('__secure-')) return cookie.isSecure;
  if (!name.startsWith('__host-')) return true;
  return cookie.isSecure && !attributes.get('domain') && attributes.get('path') === '/';
}

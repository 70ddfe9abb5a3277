import type { NowMs } from '../../shared/clock.ts';
import { type Cookie, isWithin, parseCookie } from './cookie.ts';

/** The cookies of one run of a journey, as a browser keeps them. */
export interface CookieJar {
  /** The value of the `cookie` header; undefined where no cookie is for that address. */
  headerFor(url: URL): string | undefined;
  /** @param setCookies - values of `set-cookie` lines; what is no cookie, or not this server's to set, is dropped */
  keep(url: URL, setCookies: readonly string[]): void;
}

/** Loopback counts as secure, as in browsers. */
const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** More, and the oldest is dropped, as in browsers. */
const MAX_COOKIES = 180;

export function createCookieJar(now: NowMs): CookieJar {
  /** In the order in which they were first set. */
  const cookies = new Map<string, Cookie>();
  return {
    headerFor(url) {
      const sent = [...cookies.values()]
        .filter((cookie) => cookie.expiresAtMs > now() && isFor(cookie, url))
        .sort((one, other) => other.path.length - one.path.length);
      return sent.length === 0 ? undefined : sent.map(written).join('; ');
    },
    keep(url, setCookies) {
      for (const line of setCookies) {
        const cookie = parseCookie(line, url, now());
        if (cookie && maySet(cookie, url, cookies.values())) put(cookies, cookie, now());
      }
    },
  };
}

/** A name that is set again keeps its place in the order; one that has expired is taken away. */
function put(cookies: Map<string, Cookie>, cookie: Cookie, nowMs: number): void {
  const { domain, isHostOnly, path, name, expiresAtMs } = cookie;
  const key = JSON.stringify([domain, isHostOnly, path, name]);
  if (expiresAtMs <= nowMs) cookies.delete(key);
  else cookies.set(key, cookie);
  const [oldest] = cookies.keys();
  if (cookies.size > MAX_COOKIES && oldest !== undefined) cookies.delete(oldest);
}

/** What was set over http neither is secure nor stands before what is. */
function maySet(cookie: Cookie, url: URL, kept: Iterable<Cookie>): boolean {
  if (isSecure(url)) return true;
  return (
    !cookie.isSecure &&
    ![...kept].some(
      (other) =>
        other.isSecure &&
        other.name === cookie.name &&
        (isWithin(other.domain, cookie.domain) || isWithin(cookie.domain, other.domain)) &&
        pathMatches(cookie.path, other.path),
    )
  );
}

function isFor({ domain, isHostOnly, path, isSecure: needsSecure }: Cookie, url: URL): boolean {
  const { hostname } = url;
  return (
    (isHostOnly ? hostname === domain : isWithin(hostname, domain)) &&
    pathMatches(url.pathname, path) &&
    (!needsSecure || isSecure(url))
  );
}

function pathMatches(pathname: string, path: string): boolean {
  if (!pathname.startsWith(path)) return false;
  return pathname.length === path.length || path.endsWith('/') || pathname[path.length] === '/';
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || LOOPBACK.test(hostname);
}

/** A cookie without a name is sent as its value alone. */
function written({ name, value }: Cookie): string {
  return name === '' ? value : `${name}=${value}`;
}

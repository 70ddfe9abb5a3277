/** The cookies of one run of a journey, as a browser keeps them. */
export interface CookieJar {
  /** The value of the `cookie` header; undefined where no cookie is for that address. */
  headerFor(url: URL): string | undefined;
  /** @param setCookies - values of `set-cookie` lines; what is no cookie, or not this server's to set, is dropped */
  keep(url: URL, setCookies: readonly string[]): void;
}

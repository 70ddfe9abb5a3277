/** The cookies of one journey. Asked before each request and told after each answer, redirects included. */
export interface CookieJar {
  /** The value of the header `cookie`; undefined when there is none to send. */
  headerFor(url: URL): string | undefined;
  /** @param lines - of `set-cookie`, as they came */
  keep(url: URL, lines: readonly string[]): void;
}

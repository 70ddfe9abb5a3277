/** AWS's host names that have a local address. */
export interface HostMap {
  /** From now on `https://<host>` means `url`. */
  add(host: string, url: string): void;
  /** Puts the local addresses into a text. */
  localize(text: string): string;
}

/** A map without hosts. */
export function createHostMap(): HostMap {
  const urls = new Map<string, string>();
  return {
    add: (host, url) => void urls.set(`https://${host}`, url),
    localize(text) {
      let localized = text;
      for (const [origin, url] of urls) localized = localized.replaceAll(origin, url);
      return localized;
    },
  };
}

import { Lazy, Token } from 'aws-cdk-lib';

/** Makes whole addresses of the service's paths. */
export interface ServiceAddress {
  addressOf(place: Place): {
    readonly url: string;
    /** False for what is known to be http. */
    readonly isEncrypted: boolean;
  };
}

/** Of `path` and `url`, one. */
interface Place {
  readonly path?: string | undefined;
  readonly url?: string | undefined;
}

/** @param root - of the service; may hold tokens, e.g. an API's id */
export function serviceAddress(root: string): ServiceAddress {
  const withSlash = root.endsWith('/') ? root : `${root}/`;
  const one = Token.isUnresolved(root) ? asOneValue(withSlash) : withSlash;
  return {
    addressOf({ path, url = '' }) {
      if (path === undefined) return { url, isEncrypted: !isPlain(url) };
      return { url: `${one}${path.slice(1)}`, isEncrypted: !isPlain(root) };
    },
  };
}

/** One deployed value with its protocol, rather than one of each id in it: what runs the stage may know the whole address. */
function asOneValue(root: string): string {
  return Lazy.string({ produce: () => root });
}

function isPlain(url: string): boolean {
  return /^http:/i.test(url);
}

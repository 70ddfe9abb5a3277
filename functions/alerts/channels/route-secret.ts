import * as z from 'zod/mini';
import { signingKey } from './sign.ts';

/** What a route's secret holds. Never logged. */
export interface RouteSecret {
  /** @default - not connected */
  readonly url?: string;
  /** Of PagerDuty. @default - not connected */
  readonly routingKey?: string;
  /** Of a webhook: that of now, and the one before it where it is another. */
  readonly keys: readonly Buffer[];
}

/** A secret that holds something else than its channel needs: its message names the fix, and no value. */
export class BadRouteSecret extends Error {
  override readonly name = 'BadRouteSecret';
}

const FORM = z.object({
  url: z.optional(z.string()),
  key: z.optional(z.string()),
  routingKey: z.optional(z.string()),
});

/**
 * Reads a secret's text.
 *
 * @param previous - the version before it, of which the key alone counts; one that cannot be read counts for nothing
 */
export function parseRouteSecret(current: string, previous?: string): RouteSecret {
  const read = formOf(current);
  if (!read) {
    throw new BadRouteSecret(
      "the route's secret is not JSON of texts under url, key or routingKey: connect it again",
    );
  }
  const url = read.url?.trim();
  const routingKey = read.routingKey?.trim();
  const former = previous === undefined ? undefined : formOf(previous)?.key;
  return {
    ...(url && { url }),
    ...(routingKey && { routingKey }),
    keys: keysOf(read.key, former),
  };
}

function keysOf(current: string | undefined, former: string | undefined): readonly Buffer[] {
  if (!current) return [];
  const key = signingKey(current);
  if (!key) {
    throw new BadRouteSecret(
      "the route's key is not base64 of 24 to 64 bytes, as Standard Webhooks wants it: rotate it",
    );
  }
  const before = former ? signingKey(former) : undefined;
  return before && !before.equals(key) ? [key, before] : [key];
}

function formOf(text: string): z.infer<typeof FORM> | undefined {
  if (text.trim() === '') return {};
  try {
    return FORM.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

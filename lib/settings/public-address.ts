import {
  type AddressGuard,
  createAddressGuard,
  portOf,
} from '../../functions/shared/address-guard.ts';
import { AddressRefused } from '../../functions/shared/address-refused.ts';

const guard = createAddressGuard();

/** Whether the prober's guard lets an address pass, as far as it tells without looking up its name. */
export function isPublicAddress(url: URL): boolean {
  return refusalOf(url, guard) === undefined;
}

/** What the prober's guard says against an address, as far as it tells without looking up its name. */
export function refusalOf(url: URL, { checkUrl }: AddressGuard): string | undefined {
  if (/(^|\.)localhost\.?$/.test(url.hostname)) return `${url.hostname} is the prober itself`;
  try {
    checkUrl(url, [portOf(url)]);
    return undefined;
  } catch (error) {
    if (error instanceof AddressRefused) return error.message;
    throw error;
  }
}

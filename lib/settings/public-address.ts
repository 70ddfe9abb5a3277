import { createAddressGuard, portOf } from '../../functions/shared/address-guard.ts';
import { AddressRefused } from '../../functions/shared/address-refused.ts';

const guard = createAddressGuard();

/** Whether the prober's guard lets an address pass, as far as it tells without looking up its name. */
export function isPublicAddress(url: URL): boolean {
  if (/(^|\.)localhost\.?$/.test(url.hostname)) return false;
  try {
    guard.checkUrl(url, [portOf(url)]);
    return true;
  } catch (error) {
    if (error instanceof AddressRefused) return false;
    throw error;
  }
}

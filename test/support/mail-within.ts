import type { Mail } from '../../local/page/mailbox.ts';
import type { Storefront } from './storefront.ts';

/** The newest mail of which something holds, as soon as there is one; so many minutes may pass. */
export async function mailWithin(
  minutes: number,
  storefront: Pick<Storefront, 'mailbox' | 'minutes'>,
  holds: (mail: Mail) => boolean,
  eachMinute: () => Promise<unknown> = async () => undefined,
): Promise<Mail | undefined> {
  for (let passed = 0; passed < minutes; passed += 1) {
    const found = (await storefront.mailbox()).find(holds);
    if (found) return found;
    await storefront.minutes(1);
    await eachMinute();
  }
  return (await storefront.mailbox()).find(holds);
}

import type { Author } from '../../functions/toggles/store/change.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import { type Admin, adminOf } from './admin-call.ts';
import { documentOf, toggle } from './toggle-builders.ts';

export const BOB: Author = { who: 'bob', why: 'too loud' };
export const BANNER = toggle({
  variants: { none: '', winter: 'Sale!', spring: 'New!' },
  defaultVariant: 'none',
  targeting: { if: [{ ends_with: [{ var: 'email' }, '@shop.example'] }, 'winter'] },
});

/** Two toggles that are off: `new-checkout`, and `banner` with a rule. */
export function bannerAdmin(): Promise<Admin> {
  return adminOf(documentOf({ 'new-checkout': toggle(), banner: BANNER }));
}

export async function latestChange({ store }: Admin) {
  return (await store.history({ limit: 1 }))[0];
}

export async function stored({ store }: Admin): Promise<ToggleDocument['flags']> {
  return (await store.readDocument())?.document.flags ?? {};
}

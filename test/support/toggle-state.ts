import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';

/** The default variant of each toggle that is stored. */
export async function defaultsIn(store: ToggleStore): Promise<Record<string, string>> {
  const { flags = {} } = (await store.readDocument())?.document ?? {};
  return Object.fromEntries(Object.entries(flags).map(([key, it]) => [key, it.defaultVariant]));
}

/** What each kill in force serves. */
export async function killsIn(store: ToggleStore): Promise<Record<string, string>> {
  const kills = Object.entries((await store.readHead())?.kills ?? {});
  return Object.fromEntries(kills.map(([key, { variant }]) => [key, variant]));
}

import type { Toggle } from '../../functions/toggles/toggle.ts';
import {
  EMPTY_DOCUMENT,
  type ToggleDocument,
  toggleOf,
} from '../../functions/toggles/toggle-document.ts';
import type { Kill, ToggleStore } from '../../functions/toggles/toggle-store.ts';

/** All that decides what a stage serves, at one moment. */
export interface StageToggles {
  /** 0: nothing was ever stored. */
  readonly docVersion: number;
  readonly killVersion: number;
  readonly document: ToggleDocument;
  readonly kills: Readonly<Record<string, Kill>>;
}

export async function readStageToggles(
  store: Pick<ToggleStore, 'readHead' | 'readDocument'>,
): Promise<StageToggles> {
  const head = await store.readHead();
  const latest = await store.readDocument();
  return {
    docVersion: latest?.docVersion ?? 0,
    killVersion: head?.killVersion ?? 0,
    document: latest?.document ?? EMPTY_DOCUMENT,
    kills: head?.kills ?? {},
  };
}

/** One toggle with the kill that is over it. */
export interface StageToggle {
  readonly toggle: Toggle;
  readonly kill?: Kill;
}

/** Own keys only: a toggle may be named `constructor`, which every object inherits. */
export function stageToggleOf(
  { document, kills }: Pick<StageToggles, 'document' | 'kills'>,
  key: string,
): StageToggle | undefined {
  const toggle = toggleOf(document, key);
  if (!toggle) return undefined;
  const kill = Object.hasOwn(kills, key) ? kills[key] : undefined;
  return { toggle, ...(kill && { kill }) };
}

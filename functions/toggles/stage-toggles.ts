import { readLatest } from './store/read-latest.ts';
import type { Kill, ToggleStore } from './store/toggle-store.ts';
import type { Toggle } from './toggle.ts';
import { type ToggleDocument, toggleOf } from './toggle-document.ts';

/** All that decides what a stage serves, at one moment. */
export interface StageToggles {
  /** 0: nothing was ever stored. */
  readonly docVersion: number;
  readonly killVersion: number;
  readonly document: ToggleDocument;
  readonly kills: Readonly<Record<string, Kill>>;
  /** Why no reader can use the document, and the fix: they keep what they had. @default - they can */
  readonly unreadable?: string;
}

export async function readStageToggles(
  store: Pick<ToggleStore, 'readHead' | 'readDocument' | 'readVersion'>,
): Promise<StageToggles> {
  const head = await store.readHead();
  const latest = await readLatest(store);
  return { ...latest, killVersion: head?.killVersion ?? 0, kills: head?.kills ?? {} };
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

import { attempt } from './attempt.ts';
import { kept, type Letter } from './letter.ts';

/** Where letters lie until they are sent: of this page's origin, for every tab. */
export interface LetterBox {
  put(letter: Letter): void;
  get(key: string): Letter | undefined;
  /** All that wait, oldest first; what is too old, or too much, is thrown away. */
  all(nowMs: number): readonly Letter[];
  remove(key: string): void;
}

/** What is needed of localStorage, besides its entries being its own properties. */
export interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/**
 * Letters in a storage, an entry each: tabs that write at the same time overwrite nothing. Where there is no storage
 * (a private window, a policy, no room), letters live as long as the page.
 *
 * @param endpoint - where they go: pages of one origin may use several
 * @param storage - asked each time, for it may throw
 */
export function letterBox(endpoint: string, storage: () => TextStorage): LetterBox {
  const prefix = `afterprod-feedback ${endpoint} `;
  const memory = new Map<string, Letter>();
  const get = (key: string) => {
    const text = attempt(() => storage().getItem(prefix + key));
    return (text ? letterIn(text) : undefined) ?? memory.get(key);
  };
  const remove = (key: string) => {
    memory.delete(key);
    attempt(() => storage().removeItem(prefix + key));
  };
  const storedKeys = () =>
    Object.keys(attempt(storage) ?? {})
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  return {
    put(letter) {
      memory.set(letter.key, letter);
      attempt(() => {
        storage().setItem(prefix + letter.key, JSON.stringify(letter));
        memory.delete(letter.key);
      });
    },
    get,
    all(nowMs) {
      const keys = [...new Set([...memory.keys(), ...storedKeys()])];
      const staying = kept(
        keys.flatMap((key) => get(key) ?? []),
        nowMs,
      );
      for (const key of keys) if (!staying.some((letter) => letter.key === key)) remove(key);
      return staying;
    },
    remove,
  };
}

/** Anybody may have written there: the page, an extension, an older widget. */
function letterIn(text: string): Letter | undefined {
  const letter: Partial<Letter> | null = attempt(() => JSON.parse(text)) ?? null;
  const numbers = [letter?.writtenAtMs, letter?.attempts, letter?.notBeforeMs, letter?.holdUntilMs];
  const isWhole = [letter?.key, letter?.body].every((part) => typeof part === 'string');
  return isWhole && numbers.every(Number.isFinite) ? (letter as Letter) : undefined;
}

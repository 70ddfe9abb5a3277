import type { TextStorage } from '../../web/widget/letter-box.ts';

/** A browser's storage, in memory: its entries are its own properties, as localStorage's are. */
export class MapStorage implements TextStorage {
  [name: string]: unknown;

  getItem(name: string): string | null {
    return Object.hasOwn(this, name) ? String(this[name]) : null;
  }

  removeItem(name: string): void {
    delete this[name];
  }

  setItem(name: string, text: string): void {
    this[name] = text;
  }
}

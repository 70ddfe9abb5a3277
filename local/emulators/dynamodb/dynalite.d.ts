/** The parts of dynalite 4.0.0 that the emulator uses without its HTTP server; the version is pinned exactly. */

declare module 'dynalite/db/index.js' {
  type Key = Readonly<Record<string, unknown>>;

  export interface Level {
    open(): Promise<void>;
    close(): Promise<void>;
    getSync(key: string): unknown;
    batch(operations: readonly object[]): Promise<void>;
    iterator(range: object): {
      all(): Promise<[string, unknown][]>;
      [Symbol.asyncIterator](): AsyncIterator<[string, unknown]>;
    };
  }

  export function create(options: { path?: string }): { readonly db: Level };

  export function createKey(item: Key, table: object): string;

  export function getIndexActions(
    indexes: readonly object[],
    existingItem: object | undefined,
    item: object | undefined,
    table: object,
  ): { readonly puts: readonly { index: string; key: string; item: Key }[] };
}

declare module 'dynalite/validations/index.js' {
  export function checkTypes(data: object, types: object): Record<string, unknown>;
  export function checkValidations(
    data: object,
    types: object,
    custom: unknown,
    store: object,
  ): void;
}

declare module 'dynalite/validations/*' {
  export const types: object;
  export const custom: unknown;
}

declare module 'dynalite/actions/*' {
  const action: (
    store: object,
    data: object,
    done: (error: unknown, answer: object) => void,
  ) => void;
  export default action;
}

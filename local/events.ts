import type { LiveEvent } from './emulator.ts';

export interface Events {
  announce(event: LiveEvent): void;
  /** Returns the function that ends the listening. */
  listen(listener: (event: LiveEvent) => void): () => void;
}

/** What happens in one local cloud, told to all who listen at that time. */
export function createEvents(): Events {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    announce(event) {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

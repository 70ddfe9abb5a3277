import { existsSync, type FSWatcher, watch } from 'node:fs';
import * as path from 'node:path';

/** What a saved change of makes the app be synthesized again. */
const WATCHED = ['afterprod.config.ts', 'bin', 'lib', 'functions', 'examples'] as const;

/** An editor writes a file in several steps, and several files at once. */
const SETTLE_MS = 120;

/** Calls `onChange` once after each burst of saves. Returns the function that ends it. */
export function watchSources(appRoot: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = (file: string | null): void => {
    if (file !== null && !isSource(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  const watchers = WATCHED.map((name) => path.join(appRoot, name))
    .filter(existsSync)
    .map((target) => watchOne(target, changed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function watchOne(target: string, changed: (file: string | null) => void): FSWatcher {
  const watcher = watch(target, { recursive: true }, (_, file) => changed(file));
  watcher.on('error', () => watcher.close()); // a folder that goes away is no reason to end
  return watcher;
}

/** Not an editor's backup or swap file. */
function isSource(file: string): boolean {
  return /\.(ts|tsx|js|json|html|css|svg)$/.test(file) && !path.basename(file).startsWith('.');
}

import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import * as path from 'node:path';

/** What a saved change of makes the app be synthesized again. */
const FOLDERS = ['bin', 'lib', 'functions', 'examples', 'web'] as const;
const FILES = ['afterprod.config.ts', 'cdk.json'] as const;

/** An editor writes a file in several steps, and several files at once. */
const SETTLE_MS = 120;

/**
 * Calls `onChange` once after each burst of saves. Returns the function that ends it. Each folder is watched by itself:
 * Node's recursive watch on Linux loses a file for good when an editor replaces it by renaming.
 */
export function watchSources(appRoot: string, onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      watchAll();
      onChange();
    }, SETTLE_MS);
  };
  const watchOne = (folder: string, counts: (file: string) => boolean): void => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, (_, file) => {
      if (file === null || counts(file)) settle();
    });
    watcher.on('error', () => watcher.close()); // a folder that goes away is no reason to end
    watcher.on('close', () => watchers.delete(folder));
    watchers.set(folder, watcher);
  };
  const watchAll = (): void => {
    watchOne(appRoot, (file) => FILES.some((name) => name === file));
    for (const name of FOLDERS) {
      for (const folder of foldersIn(path.join(appRoot, name))) watchOne(folder, isSource);
    }
    for (const [folder, watcher] of watchers) if (!existsSync(folder)) watcher.close();
  };
  watchAll();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** A folder and all below it. */
function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .flatMap(({ name }) => foldersIn(path.join(folder, name)));
  return [folder, ...below];
}

/** A source or a folder of them; not an editor's backup or swap file. */
function isSource(file: string): boolean {
  return /^[^.].*\.(ts|tsx|js|json|html|css|svg)$|^[^.~]+$/.test(file);
}

/** What was removed stays removed at a deployment: a store of toggles remembers it. */
export interface RemovedToggles {
  /** Keys that edits have removed; some may be there again. */
  readRemoved(): Promise<ReadonlySet<string>>;
}

import type { ProbeStore, PublishedConfig } from '../store/probe-store.ts';

interface PublishConfigOptions {
  readonly store: Pick<ProbeStore, 'publish' | 'published'>;
  readonly config: PublishedConfig;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  readonly report: (error: unknown) => void;
}

/** Long enough to cost nothing. Not for ever: after a rollback a container of the older version is the current one again. */
const AGAIN_AFTER_MS = 3_600_000;

/** Tells those who are not the prober what it probes: at first, and each hour where it is not known any more. Never rejects. */
export function createPublishConfig(options: PublishConfigOptions): () => Promise<void> {
  const { store, config, nowMs, report } = options;
  let nextMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (nowMs() < nextMs) return;
    try {
      const published = await store.published(config.region);
      if (JSON.stringify(published) !== JSON.stringify(config)) await store.publish(config);
      nextMs = nowMs() + AGAIN_AFTER_MS;
    } catch (error) {
      report(error);
    }
  };
}

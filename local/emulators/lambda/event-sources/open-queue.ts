import type { QueueMapping } from './mapping.ts';
import { QueueReader } from './queue-reader.ts';
import { SourceQueue } from './source-queue.ts';
import type { SourceTools } from './source-tools.ts';

/** Opens a queue for a mapping. Refuses, as AWS does, one that would give a message again while it is worked on. */
export async function openQueue(
  mapping: QueueMapping,
  tools: SourceTools,
  onError: (error: unknown) => void,
): Promise<QueueReader> {
  const { cloud, registry } = tools;
  const queue = new SourceQueue(mapping, cloud, registry);
  queue.checkRights();
  const hiddenSeconds = (await queue.visibilityTimeoutMs()) / 1000;
  const { timeoutSeconds } = registry.configuration(mapping.function);
  if (hiddenSeconds < timeoutSeconds) {
    throw new Error(
      `Queue visibility timeout: ${hiddenSeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
  }
  return new QueueReader(mapping, queue, tools, onError);
}

import type { LiveEvent } from '../../../emulator.ts';
import type { Mapping } from './mapping.ts';
import { openQueue } from './open-queue.ts';
import type { SourceReader } from './source-reader.ts';
import type { SourceTools } from './source-tools.ts';
import { openStream } from './stream-reader.ts';

/** All event source mappings and their readers, which are woken when their source has something. */
export class EventSources {
  readonly #tools: SourceTools;
  readonly #readers = new Map<string, SourceReader>();
  readonly #unlisten: () => void;

  constructor(tools: SourceTools) {
    this.#tools = tools;
    this.#unlisten = tools.cloud.onEvent((event) => this.#hear(event));
  }

  /** Begins to read for a mapping; one of the same id before it ends. */
  async put(mapping: Mapping): Promise<void> {
    this.#readers.get(mapping.uuid)?.stop();
    this.#readers.delete(mapping.uuid);
    if (!mapping.isEnabled) return;
    const reader = await this.#open(mapping);
    this.#readers.set(mapping.uuid, reader);
    reader.wake();
  }

  stop(): void {
    this.#unlisten();
    for (const reader of this.#readers.values()) reader.stop();
  }

  async #open(mapping: Mapping): Promise<SourceReader> {
    const { cloud } = this.#tools;
    const onError = (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      cloud.notice(
        `Reading ${mapping.sourceArn} for ${mapping.function.functionName} failed, it is tried again: ${reason}`,
      );
    };
    if (mapping.kind === 'queue') return openQueue(mapping, this.#tools, onError);
    return openStream(mapping, this.#tools, onError);
  }

  #hear(event: LiveEvent): void {
    if (event.kind !== 'available') return;
    for (const reader of this.#readers.values()) {
      if (reader.sourceArn === event.arn) reader.wake();
    }
  }
}

import type { MemoryFeedbackStore } from '../store/memory-feedback-store.ts';
import { countedHour } from './counter-names.ts';
import type { Topic, Triaged, TriageStore } from './triage-store.ts';

/** What triage keeps, for tests: gone with the process. */
export class MemoryTriageStore implements TriageStore {
  /** By hour and name: `2026-11-23T09 a1b2c3d#*`. */
  readonly counts = new Map<string, { total: number; negative: number }>();
  readonly #feedback: MemoryFeedbackStore;
  readonly #topics = new Map<string, Topic>();
  readonly #members = new Map<string, string[]>();
  readonly #tickets = new Set<string>();

  constructor(feedback: MemoryFeedbackStore) {
    this.#feedback = feedback;
  }

  async topicsOf(bands: readonly string[]): Promise<ReadonlyMap<string, Topic>> {
    return new Map(
      bands.flatMap((band) => {
        const topic = this.#topics.get(band);
        return topic ? [[band, topic] as const] : [];
      }),
    );
  }

  async keep(triaged: Triaged): Promise<boolean> {
    const { feedback, counted, text, context, spamScore } = triaged;
    const found = await this.#feedback.find(feedback.id);
    if (found?.message === undefined) return false;
    const { message: _message, ...rest } = found;
    const topic = counted && { topic: counted.topic.id };
    await this.#feedback.replace(found, { ...rest, text, context, spamScore, ...topic });
    if (counted) this.#count(triaged.feedback.receivedAt, counted);
    return true;
  }

  async countMembers(topicId: string, from: string, to: string): Promise<number> {
    const members = this.#members.get(topicId) ?? [];
    return members.filter((at) => at >= from && at <= to).length;
  }

  async wasTicketed(topicId: string, day: string): Promise<boolean> {
    return this.#tickets.has(`${topicId} ${day}`);
  }

  async markTicketed(topicId: string, day: string): Promise<void> {
    this.#tickets.add(`${topicId} ${day}`);
  }

  #count(receivedAt: string, counted: NonNullable<Triaged['counted']>): void {
    const { topic, newBands, counters, isNegative } = counted;
    for (const band of newBands) this.#topics.set(band, topic);
    this.#members.set(topic.id, [...(this.#members.get(topic.id) ?? []), receivedAt]);
    for (const name of counters) {
      const key = `${countedHour(receivedAt)} ${name}`;
      const { total = 0, negative = 0 } = this.counts.get(key) ?? {};
      this.counts.set(key, { total: total + 1, negative: negative + (isNegative ? 1 : 0) });
    }
  }
}

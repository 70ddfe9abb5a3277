import { countHour } from '../statistics/count-hours.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { bandsOf } from './fingerprint.ts';
import { freeBands } from './free-bands.ts';
import type { Move, Topic, Triaged, TriageStore } from './triage-store.ts';

type Member = Triaged['feedback'];

/** What triage keeps, for tests: gone with the process. */
export class MemoryTriageStore implements TriageStore {
  /** By hour and name: `2026-11-23T09 a1b2c3d#*`. */
  readonly counts = new Map<string, { total: number; negative: number }>();
  readonly #feedback: Pick<FeedbackStore, 'find' | 'replace'>;
  readonly #topics = new Map<string, Topic>();
  readonly #members = new Map<string, readonly Member[]>();
  readonly #tickets = new Set<string>();

  constructor(feedback: Pick<FeedbackStore, 'find' | 'replace'>) {
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
    if (counted) this.#count(triaged.feedback, counted);
    return true;
  }

  async countMembers(topicId: string, from: string, to: string): Promise<number> {
    const members = this.#members.get(topicId) ?? [];
    return members.filter(({ receivedAt: at }) => at >= from && at <= to).length;
  }

  async move({ feedback, fingerprint, from, to }: Move): Promise<void> {
    const found = await this.#feedback.find(feedback.id);
    if (found?.topic !== to) return;
    const bands = freeBands(fingerprint, await this.topicsOf(bandsOf(fingerprint)));
    for (const band of bands) this.#topics.set(band, { id: to, fingerprint });
    for (const topic of [...from, to]) {
      const others = (this.#members.get(topic) ?? []).filter(({ id }) => id !== feedback.id);
      this.#members.set(topic, others);
    }
    this.#join(to, feedback);
  }

  async wasTicketed(topicId: string, day: string): Promise<boolean> {
    return this.#tickets.has(`${topicId} ${day}`);
  }

  async markTicketed(topicId: string, day: string): Promise<void> {
    this.#tickets.add(`${topicId} ${day}`);
  }

  #count(member: Member, counted: NonNullable<Triaged['counted']>): void {
    const { topic, newBands, counters, isNegative } = counted;
    for (const band of newBands) this.#topics.set(band, topic);
    this.#join(topic.id, member);
    for (const name of counters) {
      const key = `${countHour(Date.parse(member.receivedAt))} ${name}`;
      const { total = 0, negative = 0 } = this.counts.get(key) ?? {};
      this.counts.set(key, { total: total + 1, negative: negative + (isNegative ? 1 : 0) });
    }
  }

  #join(topic: string, { id, receivedAt }: Member): void {
    this.#members.set(topic, [...(this.#members.get(topic) ?? []), { id, receivedAt }]);
  }
}

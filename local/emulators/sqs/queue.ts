import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Journal, Messages } from './journal.ts';
import { type Message, parseReceiptHandle } from './message.ts';
import type { QueueSettings } from './queue-settings.ts';

/** What a sender gives. */
export type NewMessage = Pick<Message, 'body' | 'attributes' | 'senderId'> & {
  /** @default the queue's */
  readonly delaySeconds?: number | undefined;
};

/** What a queue needs of its surroundings. */
export interface QueueHost {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Called when a message can be received: it came, or became visible again. */
  onAvailable(queue: Queue): void;
  find(arn: string): Queue | undefined;
}

/** A standard queue in driven time. Receives in the order of arrival, which SQS does not promise. */
export class Queue {
  settings: QueueSettings;
  readonly #host: QueueHost;
  readonly #messages: Messages;
  #usedAtMs = Number.NEGATIVE_INFINITY;

  constructor(settings: QueueSettings, host: QueueHost) {
    this.settings = settings;
    this.#host = host;
    this.#messages = host.journal.messagesOf(settings.name);
    for (const { visibleAtMs } of this.#messages.values()) this.#announceAt(visibleAtMs);
  }

  send({ body, attributes, senderId, delaySeconds }: NewMessage): Message {
    const nowMs = this.#now();
    const delayMs = (delaySeconds ?? this.settings.delaySeconds) * 1000;
    const message: Message = {
      id: randomUUID(),
      body,
      attributes,
      senderId,
      sentAtMs: nowMs,
      visibleAtMs: nowMs + delayMs,
      receiveCount: 0,
    };
    this.#take(message);
    return message;
  }

  /** Up to `limit` visible messages, hidden from now on. Those that were received too often go to the dead letters. */
  receive(limit: number, visibilityTimeoutSeconds?: number): Message[] {
    const nowMs = this.#now();
    const timeoutMs = (visibilityTimeoutSeconds ?? this.settings.visibilityTimeoutSeconds) * 1000;
    const received: Message[] = [];
    this.#dropExpired();
    for (const message of this.#live()) {
      if (received.length === limit) break;
      if (message.visibleAtMs > nowMs || this.#buried(message)) continue;
      const change = {
        visibleAtMs: nowMs + timeoutMs,
        receiveCount: message.receiveCount + 1,
        firstReceivedAtMs: message.firstReceivedAtMs ?? nowMs,
      };
      received.push(this.#host.journal.change(this.settings.name, message, change));
    }
    if (received.length > 0) this.#announceAt(nowMs + timeoutMs);
    return received;
  }

  /** Whether the handle named a receipt of this queue; a stale one deletes nothing, as SQS may do. */
  delete(handle: string): boolean {
    this.#now();
    const receipt = parseReceiptHandle(handle);
    const message = this.#received(handle);
    if (message) this.#host.journal.remove(this.settings.name, message.id);
    return receipt !== undefined;
  }

  /** Hides a received message for `seconds` from now on. False if it is not in flight under this handle. */
  changeVisibility(handle: string, seconds: number): boolean {
    const nowMs = this.#now();
    const message = this.#received(handle);
    if (!message || message.visibleAtMs <= nowMs) return false;
    const visibleAtMs = nowMs + seconds * 1000;
    this.#host.journal.change(this.settings.name, message, { visibleAtMs });
    this.#announceAt(visibleAtMs);
    return true;
  }

  purge(): void {
    this.#now();
    for (const id of [...this.#messages.keys()]) this.#host.journal.remove(this.settings.name, id);
  }

  /** Sends all its messages back where each came from, or to `target`. */
  moveAll(target?: Queue): number {
    const moved = this.#live().flatMap((message) => {
      const to = target ?? this.#host.find(message.sourceArn ?? '');
      if (to) this.#moveTo(to, { ...message, receiveCount: 0, visibleAtMs: this.#now() });
      return to ? [message] : [];
    });
    return moved.length;
  }

  counts(): { readonly visible: number; readonly inFlight: number; readonly delayed: number } {
    const nowMs = this.#host.clock.now();
    const live = this.#live();
    const hidden = live.filter(({ visibleAtMs }) => visibleAtMs > nowMs);
    const delayed = hidden.filter(({ receiveCount }) => receiveCount === 0).length;
    return {
      visible: live.length - hidden.length,
      inFlight: hidden.length - delayed,
      delayed,
    };
  }

  /** CloudWatch hears of a queue while it holds messages, and for six hours after its last use. */
  isActive(withinMs: number): boolean {
    return this.#live().length > 0 || this.#usedAtMs + withinMs > this.#host.clock.now();
  }

  #now(): number {
    this.#usedAtMs = this.#host.clock.now();
    return this.#usedAtMs;
  }

  /** The messages that are not too old to be kept. */
  #live(): Message[] {
    const oldestMs = this.#oldestMs();
    return [...this.#messages.values()].filter(({ sentAtMs }) => sentAtMs > oldestMs);
  }

  #dropExpired(): void {
    const oldestMs = this.#oldestMs();
    const expired = [...this.#messages.values()].filter(({ sentAtMs }) => sentAtMs <= oldestMs);
    for (const { id } of expired) this.#host.journal.remove(this.settings.name, id);
  }

  #oldestMs(): number {
    return this.#host.clock.now() - this.settings.retentionSeconds * 1000;
  }

  #buried(message: Message): boolean {
    const { deadLetters, arn } = this.settings;
    if (!deadLetters || message.receiveCount < deadLetters.maxReceiveCount) return false;
    const target = this.#host.find(deadLetters.queueArn);
    if (target) this.#moveTo(target, { ...message, sourceArn: arn });
    return target !== undefined;
  }

  #moveTo(target: Queue, message: Message): void {
    target.#take(message);
    this.#host.journal.remove(this.settings.name, message.id);
  }

  #take(message: Message): void {
    this.#host.journal.put(this.settings.name, message);
    this.#announceAt(message.visibleAtMs);
  }

  #received(handle: string): Message | undefined {
    const receipt = parseReceiptHandle(handle);
    const message = this.#messages.get(receipt?.id ?? '');
    return message?.receiveCount === receipt?.receiveCount ? message : undefined;
  }

  /** At once for what is visible now; later only if there is something to see then. */
  #announceAt(atMs: number): void {
    if (atMs <= this.#host.clock.now()) {
      this.#host.onAvailable(this);
      return;
    }
    this.#host.clock.at(atMs, () => {
      if (this.counts().visible > 0) this.#host.onAvailable(this);
    });
  }
}

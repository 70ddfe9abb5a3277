import type { ToggleHead, VersionedDocument } from '../../functions/toggles/store/toggle-store.ts';
import { BUCKETING, type ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import type { SimulatedContainer } from './simulated-container.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** DynamoDB's usual answer, there and back. */
const LATENCY_MS = { from: 5, to: 50 };

/** The table of one toggle, `it`, that is switched by edits and kills in turn; consistent reads, and what they took. */
export class SimulatedStore {
  readonly #world: SimulatedWorld;
  #head: ToggleHead = { docVersion: 1, killVersion: 0, kills: {} };
  #document = documentWith('on');
  #changedAtMs: number;
  #changes = 0;
  #isChangeDue = false;
  headReads = 0;
  documentReads = 0;

  constructor(world: SimulatedWorld) {
    this.#world = world;
    this.#changedAtMs = world.now();
  }

  /** What every reader should get by now. */
  get value(): boolean {
    const killed = Object.hasOwn(this.#head.kills, 'it');
    return !killed && this.#document.flags['it']?.defaultVariant === 'on';
  }

  /** Since when. */
  get changedAtMs(): number {
    return this.#changedAtMs;
  }

  /** Changes at the worst moment: when a reader has just been told that nothing has. */
  changeAfterNextRead(): void {
    this.#isChangeDue = true;
  }

  /** Kill, restore, edit to off, edit to on, and so on: each of them changes the value. */
  #change(): void {
    const step = this.#changes % 4;
    this.#changes += 1;
    this.#changedAtMs = this.#world.now();
    const { docVersion, killVersion } = this.#head;
    if (step < 2) {
      const kill = { variant: 'off', who: 'ann', why: 'test', at: '2026-11-23T09:00:00.000Z' };
      this.#head = {
        docVersion,
        killVersion: killVersion + 1,
        kills: step === 0 ? { it: kill } : {},
      };
    } else {
      this.#head = { ...this.#head, docVersion: docVersion + 1 };
      this.#document = documentWith(step === 2 ? 'off' : 'on');
    }
  }

  #changeIfDue(): void {
    if (!this.#isChangeDue) return;
    this.#isChangeDue = false;
    this.#world.after(this.#world.between(0, 5), () => this.#change());
  }

  /** As one container sees it. */
  from(container: SimulatedContainer) {
    return {
      readHead: (): Promise<ToggleHead> => {
        this.headReads += 1;
        return this.#read(container, () => this.#head);
      },
      readDocument: (): Promise<VersionedDocument> => {
        this.documentReads += 1;
        return this.#read(container, () => ({
          docVersion: this.#head.docVersion,
          document: this.#document,
        }));
      },
    };
  }

  /** The truth of a moment between question and answer; a container that froze meanwhile learns of it when it thaws. */
  #read<T>(container: SimulatedContainer, look: () => T): Promise<T> {
    const latencyMs = this.#world.between(LATENCY_MS.from, LATENCY_MS.to);
    const wayThereMs = this.#world.between(0, latencyMs);
    return new Promise((resolve) => {
      this.#world.after(wayThereMs, () => {
        const seen = look();
        this.#changeIfDue();
        const deliver = () => container.receive(() => resolve(seen));
        this.#world.after(latencyMs - wayThereMs, deliver);
      });
    });
  }
}

function documentWith(defaultVariant: string): ToggleDocument {
  const it = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant } as const;
  const metadata = { exposed: 'client' };
  return { metadata: { bucketing: BUCKETING }, flags: { it: { ...it, metadata } } };
}

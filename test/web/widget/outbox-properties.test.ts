import * as fc from 'fast-check';
import { MAX_LETTERS } from '../../../web/widget/letter.ts';
import type { Outcome } from '../../../web/widget/outcome.ts';
import { LATER, SENT, World } from '../../support/outbox-world.ts';

interface Step {
  readonly do:
    | 'send here'
    | 'send there'
    | 'send in both'
    | 'flush'
    | 'wait'
    | 'go offline'
    | 'come online';
  readonly forMs: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(
    'send here',
    'send there',
    'send in both',
    'flush',
    'wait',
    'go offline',
    'come online',
  ),
  forMs: fc.nat(900_000),
});

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant(SENT),
  fc.constant(LATER),
  fc.record({ kind: fc.constant('later' as const), retryAfterMs: fc.nat(600_000) }),
);

/** Two tabs, a network that comes and goes, and what must hold of every attempt. */
class Story {
  readonly #world = new World();
  readonly #tabs = [this.#world.tab(), this.#world.tab()] as const;
  readonly #kept = new Set<string>();
  #holdUntilMs = 0;
  #written = 0;

  constructor(answers: readonly Outcome[]) {
    this.#world.answers = [...answers];
    this.#world.onPost = (key) => {
      expect(this.#kept).not.toContain(key);
      const isComplete = this.#written <= MAX_LETTERS; // who asked to wait may have been thrown away
      if (isComplete) expect(this.#world.nowMs).toBeGreaterThanOrEqual(this.#holdUntilMs);
    };
    this.#world.onAnswer = (key, answer) => this.#note(key, answer);
  }

  async live(step: Step): Promise<void> {
    const world = this.#world;
    const [first, second] = this.#tabs;
    const both = (isEager: boolean) => Promise.all([first.flush(isEager), second.flush(isEager)]);
    const steps = {
      'send here': () => first.send(this.#newKey(), 'words'),
      'send there': () => second.send(this.#newKey(), 'words'),
      'send in both': () =>
        Promise.all([first.send(this.#newKey(), '1'), second.send(this.#newKey(), '2')]),
      flush: () => both(false),
      wait: async () => {
        world.nowMs += step.forMs;
      },
      'go offline': async () => {
        world.online = false;
      },
      'come online': () => {
        world.online = true;
        return both(true);
      },
    };
    await steps[step.do]();
    this.#checkThatNothingIsLost();
  }

  #newKey(): string {
    return `key-${this.#written++}`;
  }

  #note(key: string, answer: Outcome): void {
    if (answer.kind === 'sent') this.#kept.add(key);
    if (answer.kind === 'later') {
      this.#holdUntilMs = Math.max(
        this.#holdUntilMs,
        this.#world.nowMs + (answer.retryAfterMs ?? 0),
      );
    }
  }

  #checkThatNothingIsLost(): void {
    const waiting = this.#world.waiting().length;
    expect(waiting).toBeLessThanOrEqual(MAX_LETTERS);
    if (this.#written <= MAX_LETTERS) expect(this.#kept.size + waiting).toBe(this.#written);
  }
}

test('whatever happens: what is kept is not sent again, nothing is lost but the oldest of too many, nothing hurries', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(outcome),
      async (steps, answers) => {
        const story = new Story(answers);
        for (const each of steps) await story.live(each);
      },
    ),
    { numRuns: 200 },
  );
});

import type { CountedExposures } from '../exposures/count-exposures.ts';
import { ChangeWatch, type TogglesListener, type TogglesStatus } from './change-watch.ts';
import type { Snapshot } from './evaluate.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';
import { ServedToggle, type TypeName } from './served-toggle.ts';
import type { SnapshotKeeper } from './snapshot-keeper.ts';

export interface TogglesParts {
  readonly keeper: Pick<SnapshotKeeper, 'current' | 'isStale' | 'refresh' | 'settle'>;

  /** Served until the store has answered for the first time. @default - the code's defaults */
  readonly fallback?: Snapshot | undefined;

  /** @default - nothing is counted */
  readonly exposures?: CountedExposures | undefined;
}

const NOBODY: EvaluationContext = {};

/** Reads toggles in a Lambda function. Reading never throws and never waits: it answers with what is held. */
export class Toggles {
  readonly #parts: TogglesParts;
  readonly #served = new Map<string, ServedToggle>();
  readonly #watch = new ChangeWatch();

  constructor(parts: TogglesParts) {
    this.#parts = parts;
  }

  /**
   * Await at the start of each invocation, and again between the parts of one that takes longer than 10 seconds: what is
   * held is then 10 seconds old at most. Never rejects.
   */
  async refresh(): Promise<void> {
    await this.#parts.keeper.refresh();
    this.#watch.look(this.status, this.#snapshot);
  }

  /**
   * Await before an invocation ends, so that neither a refresh nor counts are frozen with the container. Waits a second
   * at most, and never rejects.
   */
  async settle(): Promise<void> {
    const { keeper, exposures } = this.#parts;
    await Promise.all([keeper.settle(), exposures?.flush()]);
    this.#watch.look(this.status, this.#snapshot);
  }

  /** A Lambda handler with both of these around it: enough for invocations of up to 10 seconds. */
  wrap<Event, Context, Result>(
    handler: (event: Event, context: Context) => Promise<Result>,
  ): (event: Event, context: Context) => Promise<Result> {
    return async (event, context) => {
      await this.refresh();
      try {
        return await handler(event, context);
      } finally {
        await this.settle();
      }
    };
  }

  boolean(key: string, defaultValue: boolean, context?: EvaluationContext): boolean {
    return this.#evaluate('boolean', key, defaultValue, context).value;
  }

  string(key: string, defaultValue: string, context?: EvaluationContext): string {
    return this.#evaluate('string', key, defaultValue, context).value;
  }

  number(key: string, defaultValue: number, context?: EvaluationContext): number {
    return this.#evaluate('number', key, defaultValue, context).value;
  }

  object<T extends object>(key: string, defaultValue: T, context?: EvaluationContext): Readonly<T> {
    return this.#evaluate('object', key, defaultValue, context).value;
  }

  /** The value with its variant and reason, of the type that `defaultValue` has. */
  details(key: string, defaultValue: boolean, context?: EvaluationContext): Evaluation<boolean>;
  details(key: string, defaultValue: string, context?: EvaluationContext): Evaluation<string>;
  details(key: string, defaultValue: number, context?: EvaluationContext): Evaluation<number>;
  details<T extends object>(
    key: string,
    defaultValue: T,
    context?: EvaluationContext,
  ): Evaluation<Readonly<T>>;
  details(key: string, defaultValue: unknown, context?: EvaluationContext): Evaluation<unknown> {
    const type = typeof defaultValue as TypeName;
    const evaluation = this.#evaluate(type, key, defaultValue, context);
    const isStale = evaluation.errorCode === undefined && this.#parts.keeper.isStale;
    return isStale ? { ...evaluation, reason: 'STALE' } : evaluation;
  }

  /** Counts something that users did, such as a purchase, by release and hour; `value` is added up. */
  track(event: string, value?: number): void {
    this.#parts.exposures?.counter.track(event, value);
  }

  /** How far values can be trusted at this moment. */
  get status(): TogglesStatus {
    if (!this.#snapshot) return 'empty';
    return this.#parts.keeper.isStale ? 'stale' : 'fresh';
  }

  /** Which state of the table is served: both only grow. Undefined until it has answered for the first time. */
  get version(): { readonly docVersion: number; readonly killVersion: number } | undefined {
    const { current } = this.#parts.keeper;
    return current && { docVersion: current.docVersion, killVersion: current.killVersion };
  }

  /** Tells of what a refresh has changed. Gives what ends the telling. */
  onChange(listener: TogglesListener): () => void {
    return this.#watch.add(listener, this.status, this.#snapshot);
  }

  get #snapshot(): Snapshot | undefined {
    return this.#parts.keeper.current ?? this.#parts.fallback;
  }

  #evaluate<T>(
    type: TypeName,
    key: string,
    defaultValue: T,
    context: EvaluationContext = NOBODY,
  ): Evaluation<T> {
    const snapshot = this.#snapshot;
    if (!snapshot) return { value: defaultValue, reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' };
    const known = this.#served.get(key);
    const toggle = known?.snapshot === snapshot ? known : this.#prepare(snapshot, key);
    const served = toggle.serve(type, context);
    if ('errorCode' in served) {
      return { value: defaultValue, reason: 'ERROR', errorCode: served.errorCode };
    }
    return served as Evaluation<T>; // `serve` compares the type
  }

  /** Keys that name no toggle are not kept: they may come from users. */
  #prepare(snapshot: Snapshot, key: string): ServedToggle {
    const toggle = new ServedToggle(snapshot, key, this.#parts.exposures?.counter);
    if (toggle.isKnown) this.#served.set(key, toggle);
    else this.#served.delete(key);
    return toggle;
  }
}

import { evaluate } from './evaluate.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';
import type { SnapshotKeeper } from './snapshot-keeper.ts';

type Keeper = Pick<SnapshotKeeper, 'current' | 'isStale' | 'refresh' | 'settle'>;
type TypeName = 'boolean' | 'string' | 'number' | 'object';

/** Reads toggles in a Lambda function. Reading never throws and never waits: it answers with what is held. */
export class Toggles {
  readonly #keeper: Keeper;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  /** Await at the start of each invocation: what is held is then 10 seconds old at most. Never rejects. */
  refresh(): Promise<void> {
    return this.#keeper.refresh();
  }

  /** Await before an invocation ends, so that a refresh is not frozen with the container. Never rejects. */
  settle(): Promise<void> {
    return this.#keeper.settle();
  }

  /** A Lambda handler with both of these around it. */
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
    return this.#resolve('boolean', key, defaultValue, context).value;
  }

  string(key: string, defaultValue: string, context?: EvaluationContext): string {
    return this.#resolve('string', key, defaultValue, context).value;
  }

  number(key: string, defaultValue: number, context?: EvaluationContext): number {
    return this.#resolve('number', key, defaultValue, context).value;
  }

  object<T extends object>(key: string, defaultValue: T, context?: EvaluationContext): Readonly<T> {
    return this.#resolve('object', key, defaultValue, context).value;
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
    return this.#resolve(typeof defaultValue as TypeName, key, defaultValue, context);
  }

  #resolve<T>(
    type: TypeName,
    key: string,
    defaultValue: T,
    context: EvaluationContext = {},
  ): Evaluation<T> {
    const snapshot = this.#keeper.current;
    if (!snapshot) return { value: defaultValue, reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' };
    const resolution = evaluate(snapshot, key, context);
    if ('errorCode' in resolution) {
      return { value: defaultValue, reason: 'ERROR', errorCode: resolution.errorCode };
    }
    const { value, variant, reason } = resolution;
    if (typeof value !== type) {
      return { value: defaultValue, reason: 'ERROR', errorCode: 'TYPE_MISMATCH' };
    }
    return { value: value as T, variant, reason: this.#keeper.isStale ? 'STALE' : reason };
  }
}

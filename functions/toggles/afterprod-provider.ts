import {
  ErrorCode,
  type EvaluationContext,
  type JsonValue,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderNotReadyError,
  type ResolutionDetails,
  ServerProviderEvents,
  type TrackingEventDetails,
} from '@openfeature/server-sdk';
import type { TogglesChange } from './reader/change-watch.ts';
import type { Evaluation, EvaluationError } from './reader/evaluation.ts';
import type { Toggles } from './reader/toggles.ts';

/**
 * Afterprod's toggles for the OpenFeature SDK, over the reader that `createToggles` makes. The handler is still wrapped
 * by `toggles.wrap`: it refreshes at each invocation, and the SDK's events follow from that.
 */
export class AfterprodProvider implements Provider {
  readonly runsOn = 'server';
  readonly metadata = { name: 'afterprod' };
  readonly events = new OpenFeatureEventEmitter();
  readonly #toggles: Toggles;
  #stopListening: () => void = () => {};

  constructor(toggles: Toggles) {
    this.#toggles = toggles;
  }

  /** Rejects where nothing can be read and no snapshot was bundled; `PROVIDER_READY` follows as soon as it can. */
  async initialize(): Promise<void> {
    await this.#toggles.refresh();
    this.#stopListening();
    this.#stopListening = this.#toggles.onChange((change) => this.#tell(change));
    const { status } = this.#toggles;
    if (status === 'empty') throw new ProviderNotReadyError('The toggles table does not answer');
    // After the SDK has called it ready, which would hide it.
    if (status === 'stale') setImmediate(() => this.events.emit(ServerProviderEvents.Stale));
  }

  /** Stores what is left to be counted. */
  async onClose(): Promise<void> {
    this.#stopListening();
    await this.#toggles.settle();
  }

  async resolveBooleanEvaluation(key: string, defaultValue: boolean, context: EvaluationContext) {
    return this.#resolutionOf(this.#toggles.details(key, defaultValue, { ...context }));
  }

  async resolveStringEvaluation(key: string, defaultValue: string, context: EvaluationContext) {
    return this.#resolutionOf(this.#toggles.details(key, defaultValue, { ...context }));
  }

  async resolveNumberEvaluation(key: string, defaultValue: number, context: EvaluationContext) {
    return this.#resolutionOf(this.#toggles.details(key, defaultValue, { ...context }));
  }

  async resolveObjectEvaluation<T extends JsonValue>(
    key: string,
    defaultValue: T,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    const ofObject = this.#toggles.details(key, defaultValue as object, { ...context });
    return this.#resolutionOf(ofObject as Evaluation<T>);
  }

  /** Counts the event by release and hour, whoever it was; `details.value` is added up. */
  track(event: string, _context: EvaluationContext, details: TrackingEventDetails): void {
    this.#toggles.track(event, details?.value);
  }

  /** No rule, and nothing of a toggle's metadata: it is for the team, and may name customers. */
  #resolutionOf<T>({ errorCode, ...resolution }: Evaluation<T>): ResolutionDetails<T> {
    if (errorCode === undefined)
      return { ...resolution, flagMetadata: { ...this.#toggles.version } };
    return { ...resolution, errorCode: ErrorCode[errorCode], errorMessage: MEANINGS[errorCode] };
  }

  #tell({ status, before, changedKeys }: TogglesChange): void {
    if (status === 'stale' && before !== 'stale') this.events.emit(ServerProviderEvents.Stale);
    if (status === 'fresh' && before !== 'fresh') this.events.emit(ServerProviderEvents.Ready);
    if (changedKeys.length === 0) return;
    this.events.emit(ServerProviderEvents.ConfigurationChanged, { flagsChanged: [...changedKeys] });
  }
}

const MEANINGS: Readonly<Record<EvaluationError, string>> = {
  FLAG_NOT_FOUND: 'There is no such toggle',
  TYPE_MISMATCH: 'The toggle has values of another type',
  PARSE_ERROR: "The toggle's rule cannot be compiled",
  TARGETING_KEY_MISSING: 'The toggle is served by percentage: give a targetingKey',
  INVALID_CONTEXT: 'The context must be an object, and its targetingKey a string',
  PROVIDER_NOT_READY: 'The toggles table has not answered yet',
  GENERAL: 'The rule gave no variant of the toggle',
};

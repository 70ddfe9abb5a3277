/** As flagd-core 4.0.1 says it; its version is pinned, and a test notices when it says it otherwise. */
const KEY_MISSING = 'Missing targetingKey';

/** Listens to one evaluation: only its log tells that a percentage found no targeting key. */
export class KeyWatch {
  #wasSought = false;

  get wasSought(): boolean {
    return this.#wasSought;
  }

  debug(message: unknown): void {
    if (typeof message === 'string' && message.startsWith(KEY_MISSING)) this.#wasSought = true;
  }

  error(): void {}
  warn(): void {}
  info(): void {}
}

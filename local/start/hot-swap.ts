import type { Stage } from '../assembly.ts';
import type { ProvisionedResource } from '../emulator.ts';
import type { LocalCloud } from '../local-cloud.ts';
import type { Console } from './console.ts';

export interface HotSwapOptions {
  readonly cloud: LocalCloud;
  readonly console: Console;
  /** Synthesizes the app anew; rejects with what the app says of its own mistakes. */
  synthesize(): Promise<Stage>;
}

/** Brings saved changes into the running cloud, one synthesis at a time; what is broken leaves all as it was. */
export class HotSwap {
  readonly #options: HotSwapOptions;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: HotSwapOptions) {
    this.#options = options;
  }

  /** Something was saved. Settles when it, and all that was saved meanwhile, has taken effect. */
  changed(): Promise<void> {
    if (this.#running) this.#again = true;
    this.#running ??= this.#swapUntilQuiet();
    return this.#running;
  }

  async #swapUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      await this.#swap();
    } while (this.#again);
    this.#running = undefined;
  }

  async #swap(): Promise<void> {
    const { cloud, console, synthesize } = this.#options;
    const startedAt = performance.now();
    const before = byPlace(cloud.resources());
    try {
      const { stacks } = await synthesize();
      await cloud.update(stacks);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const swapped = changesSince(before, cloud.resources());
      if (swapped.length > 0) {
        console.line(console.paint('green', `swapped ${swapped.join(', ')} in ${seconds} s`));
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.line(console.paint('red', `not swapped, all runs on as it was: ${reason}`));
    }
  }
}

type Places = ReadonlyMap<string, ProvisionedResource>;

function byPlace(resources: readonly ProvisionedResource[]): Places {
  return new Map(resources.map((resource) => [placeOf(resource), resource]));
}

/** Names of functions, and logical ids of what else, that are new or not as they were. */
function changesSince(before: Places, now: readonly ProvisionedResource[]): readonly string[] {
  const changed = now.filter((resource) => {
    const old = before.get(placeOf(resource));
    return !old || contentOf(old) !== contentOf(resource);
  });
  const functions = changed.filter(({ type }) => type === 'AWS::Lambda::Function');
  const shown = functions.length > 0 ? functions : changed;
  return [
    ...new Set(shown.map(({ type, ref, logicalId }) => (isFunction(type) ? ref : logicalId))),
  ];
}

function isFunction(type: string): boolean {
  return type === 'AWS::Lambda::Function';
}

function placeOf({ stackName, logicalId }: ProvisionedResource): string {
  return `${stackName}/${logicalId}`;
}

function contentOf({ properties, assetPath }: ProvisionedResource): string {
  return JSON.stringify([properties, assetPath]);
}

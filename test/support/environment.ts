import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';
import { compileOnce } from './compile-once.ts';

compileOnce();

const opened = new Set<AsyncLocalStorage<unknown>>();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function runAndRemember(
  this: AsyncLocalStorage<unknown>,
  ...args: Parameters<typeof run>
) {
  opened.add(this);
  return run.apply(this, args);
};

/**
 * Node's environment, less what every test file left open in its worker: Jest's runner makes one AsyncLocalStorage a
 * file and never disables it. Before Node 24 each `await` then pays for all of them; the 150th file ran at a fraction
 * of the first one's speed.
 */
export default class Environment extends TestEnvironment {
  override async teardown(): Promise<void> {
    await super.teardown();
    for (const storage of opened) storage.disable();
    opened.clear();
  }
}

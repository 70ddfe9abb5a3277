import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { Emulator, EmulatorHandle } from './emulator.ts';

/** One emulated service while it runs. */
export interface Service {
  readonly emulator: Emulator;
  readonly handle: EmulatorHandle;
}

/** The running services, found by name, signature or resource type. */
export class Services {
  readonly #services: Service[] = [];

  add(service: Service): void {
    this.#services.push(service);
  }

  all(): readonly Service[] {
    return this.#services;
  }

  /** By the emulator's own name. */
  named(name: string): Service {
    const found = this.#services.find(({ emulator }) => emulator.service === name);
    if (found) return found;
    throw new AwsError(
      'UnknownService',
      `The local cloud does not emulate ${name}; it has ${this.#names()}.`,
      {
        statusCode: 501,
      },
    );
  }

  /** By the name in the credential scope of a signature. */
  signedFor(signingName: string): Service | undefined {
    return this.#services.find(({ emulator }) => emulator.api?.signingName === signingName);
  }

  /** By the prefix of an `X-Amz-Target` header. */
  targeted(prefix: string): Service | undefined {
    return this.#services.find(({ emulator }) => emulator.api?.targetPrefix === prefix);
  }

  /** Which takes an unsigned request of a browser. */
  openTo(request: IncomingMessage): Service | undefined {
    return this.#services.find(({ handle }) => handle.browsers?.takes(request));
  }

  makerOf(resourceType: string): Service | undefined {
    return this.#services.find(({ emulator }) =>
      Object.hasOwn(emulator.resourceTypes, resourceType),
    );
  }

  #names(): string {
    return this.#services.map(({ emulator }) => emulator.service).join(', ');
  }
}

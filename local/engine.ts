import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from './clock.ts';
import type { DataDir } from './data-dir.ts';
import { dispatch } from './dispatch.ts';
import type { Access, Cloud, Emulator, Input, PolicyDocument, Principal } from './emulator.ts';
import { createKeyRing, type KeyRing } from './endpoint/credentials.ts';
import { createRequestListener } from './endpoint/request-listener.ts';
import { createRoutes, type Routes } from './endpoint/routes.ts';
import { readCredential, verifySignature, verifySignedText } from './endpoint/sigv4.ts';
import type { Events } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Block, InspectedRequest } from './firewall.ts';
import { createHostMap, type HostMap } from './host-map.ts';
import { authorize, type PolicySource } from './iam/authorize.ts';
import { createServers, type Servers } from './servers.ts';
import { Services } from './services.ts';
import { createCodecs } from './wire/codecs.ts';

export interface EngineOptions {
  readonly region: string;
  readonly accountId: string;
  readonly clock: Clock;
  readonly dataDir: DataDir;
  readonly events: Events;
}

/** The running parts of a local cloud, before and beside any resource: endpoint, keys, services, faults, events. */
export class Engine implements PolicySource {
  readonly region: string;
  readonly accountId: string;
  readonly clock: Clock;
  readonly services = new Services();
  readonly routes: Routes = createRoutes();
  readonly events: Events;
  readonly hosts: HostMap = createHostMap();
  readonly faults: Faults;
  readonly keys: KeyRing;
  readonly #dataDir: DataDir;
  readonly #servers: Servers = createServers();
  #endpoint = '';

  constructor({ region, accountId, clock, dataDir, events }: EngineOptions) {
    this.region = region;
    this.accountId = accountId;
    this.clock = clock;
    this.events = events;
    this.#dataDir = dataDir;
    this.keys = createKeyRing(dataDir.secret);
    this.faults = createFaults(clock);
  }

  get endpoint(): string {
    return this.#endpoint;
  }

  /** Opens the one port of the AWS endpoint and the local cloud's own pages. */
  async open(port: number): Promise<void> {
    const listener = createRequestListener({
      services: this.services,
      codecs: createCodecs(),
      routes: this.routes,
      now: () => this.clock.now(),
      authenticate: this.#authenticate,
      run: (service, operation, input, call) => dispatch(service, operation, input, call, this),
    });
    this.#endpoint = await this.#servers.listen(port, listener);
  }

  async start(emulator: Emulator): Promise<void> {
    const handle = await emulator.start(this.cloudFor(emulator.service));
    this.services.add({ emulator, handle });
  }

  /** Services end in the reverse order of their start; one that fails does not keep the others from ending. */
  async stop(): Promise<void> {
    const failures: unknown[] = [];
    for (const { handle } of [...this.services.all()].reverse()) {
      await handle.stop().catch((error: unknown) => failures.push(error));
    }
    await this.#servers.close();
    if (failures.length > 0)
      throw new AggregateError(failures, 'Some services did not stop cleanly');
  }

  /** What one emulator sees of the rest. */
  cloudFor(service: string): Cloud {
    const engine = this;
    return {
      region: this.region,
      accountId: this.accountId,
      clock: this.clock,
      dataDir: this.#dataDir.folder(service),
      state: this.#dataDir.state(service),
      get endpoint() {
        return engine.#endpoint;
      },
      call: (name, operation, input, principal) => this.#call(name, operation, input, principal),
      credentialsFor: (roleArn, sessionName) => this.keys.forRole(roleArn, sessionName),
      listen: (_name, listener) => this.#servers.listenBeside(listener),
      mapHost: (host, url) => this.hosts.add(host, url),
      authenticate: async (request, body) => this.#authenticate(request, body),
      authenticateText: ({ text, credential, ...signed }) =>
        verifySignedText(text, { ...readCredential(credential), ...signed }, this.keys),
      authorize: this.authorize,
      blocks: (arn, request) => this.#blocks(arn, request),
      announce: (event) => this.events.announce(event),
      notice: (message) =>
        this.events.announce({ kind: 'notice', atMs: this.clock.now(), message }),
      onEvent: (listener) => this.events.listen(listener),
    };
  }

  /** Refuses what the policies in the templates do not allow, and says so aloud. */
  readonly authorize = (principal: Principal, access: Access): void => {
    try {
      authorize(principal, access, this);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.events.announce({ kind: 'denied', atMs: this.clock.now(), message });
      throw error;
    }
  };

  identityPolicies(roleArn: string): readonly PolicyDocument[] {
    return this.services.all().flatMap(({ handle }) => handle.identityPolicies?.(roleArn) ?? []);
  }

  resourcePolicy(arn: string): PolicyDocument | undefined {
    for (const { handle } of this.services.all()) {
      const policy = handle.resourcePolicy?.(arn);
      if (policy) return policy;
    }
    return undefined;
  }

  #blocks(arn: string, request: InspectedRequest): Block | undefined {
    for (const { handle } of this.services.all()) {
      const block = handle.blocks?.(arn, request);
      if (block) return block;
    }
    return undefined;
  }

  readonly #authenticate = (request: IncomingMessage, body: Uint8Array): Principal =>
    verifySignature(request, body, this.keys, this.clock.now());

  #call(name: string, operation: string, input: Input, principal: Principal): Promise<object> {
    const faults = principal.kind === 'root' ? {} : { faults: this.faults };
    const call = { principal, requestId: randomUUID() };
    return dispatch(this.services.named(name), operation, input, call, {
      ...faults,
      authorize: this.authorize,
    });
  }
}

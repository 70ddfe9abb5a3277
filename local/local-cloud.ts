import type { Clock } from './clock.ts';
import { customResources } from './custom-resources.ts';
import { openDataDir } from './data-dir.ts';
import { createClock } from './driven-clock.ts';
import type {
  Cloud,
  Credentials,
  Emulator,
  ProvisionedResource,
  ProvisionedStack,
} from './emulator.ts';
import { emulators as allEmulators } from './emulators/index.ts';
import { serveFaults } from './endpoint/fault-routes.ts';
import type { Routes } from './endpoint/routes.ts';
import { Engine } from './engine.ts';
import { createEvents, type Events } from './events.ts';
import type { Faults } from './faults.ts';
import { Provisioner } from './provisioner.ts';
import type { Stack } from './template/template.ts';

export interface LocalCloudOptions {
  /** The stacks of one stage, those that others import from first. */
  readonly stacks: readonly Stack[];
  readonly region: string;
  readonly accountId: string;
  /** Port of the AWS endpoint and the page; 0 takes a free one. */
  readonly port: number;
  /** Folder of all that survives a restart. */
  readonly dataDir: string;
  /** @default real time */
  readonly clock?: Clock;
  /** @default all */
  readonly emulators?: readonly Emulator[];
  /**
   * Hears what goes on from the first moment.
   * @default nobody
   */
  readonly onEvent?: Parameters<Events['listen']>[0];
}

/** A local cloud that runs. */
export interface LocalCloud {
  /** What an emulator sees, for the page and for tests. */
  readonly cloud: Cloud;
  readonly endpoint: string;
  /** The developer's own keys: they may do all. */
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly events: Events;
  readonly faults: Faults;
  /** Pages beside the AWS API, on the same port. */
  readonly routes: Routes;
  /** Everything that was made, in the order of its making. */
  resources(): readonly ProvisionedResource[];
  stacks(): readonly ProvisionedStack[];
  /** Makes the difference between these stacks and those that run. */
  update(stacks: readonly Stack[]): Promise<void>;
  /** Ends all that runs; state is on disk when this settles. */
  stop(): Promise<void>;
}

/** Runs stacks on this machine: opens the AWS endpoint, starts the emulators, makes every resource. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { stacks, clock = createClock(), emulators = allEmulators } = options;
  const events = createEvents();
  if (options.onEvent) events.listen(options.onEvent);
  const dataDir = openDataDir(options.dataDir, (message) =>
    events.announce({ kind: 'notice', atMs: clock.now(), message }),
  );
  const engine = new Engine({ ...options, clock, dataDir, events });
  const stop = once(() =>
    engine.stop().finally(() => {
      clock.stop();
      dataDir.close();
    }),
  );
  try {
    await engine.open(options.port);
    serveFaults(engine.routes, engine.faults, clock, engine.services);
    const provisioner = createProvisioner(engine);
    for (const emulator of emulators) await engine.start(emulator);
    for (const stack of stacks) await provisioner.deploy(stack);
    return toLocalCloud(engine, provisioner, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

function createProvisioner(engine: Engine): Provisioner {
  return new Provisioner({
    region: engine.region,
    accountId: engine.accountId,
    services: engine.services,
    localize: (text) => engine.hosts.localize(text),
    notice: (message) =>
      engine.events.announce({ kind: 'notice', atMs: engine.clock.now(), message }),
    provisionCustom: customResources(engine.cloudFor('custom-resources'), engine.routes),
  });
}

function toLocalCloud(
  engine: Engine,
  provisioner: Provisioner,
  stop: () => Promise<void>,
): LocalCloud {
  return {
    cloud: engine.cloudFor('local'),
    endpoint: engine.endpoint,
    credentials: engine.keys.root,
    clock: engine.clock,
    events: engine.events,
    faults: engine.faults,
    routes: engine.routes,
    resources: () => provisioner.resources(),
    stacks: () => provisioner.stacks(),
    update: oneAtATime(async (stacks) => {
      for (const stack of stacks) await provisioner.deploy(stack);
    }),
    stop,
  };
}

/** Changes that come while one is being made wait for it. */
function oneAtATime<T>(work: (argument: T) => Promise<void>): (argument: T) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (argument) => {
    const run = last.then(() => work(argument));
    last = run.catch(() => {});
    return run;
  };
}

/** However often it is called, the work is done once, and all callers wait for it. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

import * as path from 'node:path';
import { readStage, type Stage } from '../assembly.ts';
import { createClock } from '../driven-clock.ts';
import type { LiveEvent } from '../emulator.ts';
import { type LocalCloud, startLocalCloud } from '../local-cloud.ts';
import { servePages } from '../page/pages.ts';
import { SetupError } from '../setup-error.ts';
import { type Console, openConsole } from './console.ts';
import { claimDataFolder, removeOldData } from './data-folder.ts';
import { HotSwap } from './hot-swap.ts';
import { keepTime, keptTimeMs } from './kept-time.ts';
import { liveLine } from './live-line.ts';
import { describeLocalCloud, removeLocalJson, writeLocalJson } from './local-json.ts';
import { notEmulatedLine } from './not-emulated-line.ts';
import { refuseSecondStart } from './second-start.ts';
import { watchSources } from './source-watch.ts';
import { startBlock } from './start-block.ts';
import { StopSignal } from './stop-signal.ts';
import { type Synthesis, synthesize } from './synthesize.ts';

export interface RunOptions {
  /** Port of the AWS endpoint and the page; 0 takes a free one. */
  readonly port: number;
  readonly stage: string;
  /** Driven seconds in one real second. */
  readonly speed: number;
  /** Folder of all that survives a restart. */
  readonly data: string;
  readonly fresh: boolean;
  /** Where cdk.json and the sources are. */
  readonly appRoot: string;
}

const TOPIC_WIDTH = 'feedback'.length;

/** Runs a local cloud until a signal ends it. The result is the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const console = openConsole();
  const stopSignal = new StopSignal();
  try {
    await refuseSecondStart(options.data);
    if (options.fresh) removeOldData(options.data);
    claimDataFolder(options.data);
    await new Run(options, console, stopSignal).untilStopped();
    return 0;
  } catch (error) {
    if (stopSignal.received) return 0; // what was under way was cut off on purpose
    const reason = reasonForPeople(error);
    if (reason === undefined) throw error;
    process.stderr.write(`${reason}\n`);
    return 1;
  }
}

/** What a person can mend: a setup that is wrong, or a file or folder that is not as it should be. */
function reasonForPeople(error: unknown): string | undefined {
  if (error instanceof SetupError) return error.message;
  const { code, message, syscall } = Object(error) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  return `${message}. Look at the data folder, or give another with --data.`;
}

/** One run from the first synthesis to the end. */
class Run {
  readonly #options: RunOptions;
  readonly #console: Console;
  readonly #stopSignal: StopSignal;

  constructor(options: RunOptions, console: Console, stopSignal: StopSignal) {
    this.#options = options;
    this.#console = console;
    this.#stopSignal = stopSignal;
  }

  async untilStopped(): Promise<void> {
    const { data } = this.#options;
    const assembly = await this.#firstSynthesis();
    if (this.#stopSignal.received) return;
    const cloud = await this.#start(assembly);
    this.#announceLeftOut(assembly);
    const endTimekeeping = keepTime(data, cloud.clock);
    try {
      const swap = this.#hotSwap(cloud);
      const endWatch = watchSources(this.#options.appRoot, () => void swap.changed());
      if (!this.#stopSignal.received) this.#announceReady(cloud);
      await this.#stopSignal.wait();
      endWatch();
    } finally {
      removeLocalJson(data);
      endTimekeeping();
      await cloud.stop();
    }
  }

  #firstSynthesis(): Promise<Stage> {
    const startedAt = performance.now();
    return this.#console.progress(
      'Synthesizing…',
      () => this.#synthesize(),
      ({ stacks }) => `Synthesized ${stacks.length} stacks in ${secondsSince(startedAt)} s`,
    );
  }

  async #synthesize(): Promise<Stage> {
    const { appRoot, data, stage } = this.#options;
    const folder = path.join(data, 'cdk.out');
    const synthesis: Synthesis = synthesize(appRoot, folder);
    const release = this.#stopSignal.onStop(() => synthesis.cancel());
    await synthesis.done.finally(release);
    return readStage(folder, stage);
  }

  async #start(assembly: Stage): Promise<LocalCloud> {
    const { port, speed, data } = this.#options;
    const startedAt = performance.now();
    const cloud = await this.#console.progress(
      'Starting…',
      () =>
        startLocalCloud({
          ...assembly,
          port,
          dataDir: data,
          clock: createClock({ speed, startAtMs: this.#keptTimeMs() }),
          onEvent: (event) => this.#show(event),
        }),
      (started) =>
        `Started ${started.resources().length} resources in ${secondsSince(startedAt)} s`,
    );
    servePages(cloud, this.#options.stage);
    return cloud;
  }

  #keptTimeMs(): number {
    return keptTimeMs(this.#options.data, (message) =>
      this.#show({ kind: 'notice', atMs: Date.now(), message }),
    );
  }

  #hotSwap(cloud: LocalCloud): HotSwap {
    return new HotSwap({
      cloud,
      console: this.#console,
      synthesize: () => this.#synthesize(),
    });
  }

  #announceLeftOut({ leftOut = [], region }: Stage): void {
    if (leftOut.length === 0) return;
    const names = leftOut.map((stack) => `${stack.name} (${stack.region})`).join(', ');
    const line = `Left out, since only ${region} runs here: ${names}`;
    this.#console.line(this.#console.paint('dim', line));
  }

  #announceReady(cloud: LocalCloud): void {
    const local = describeLocalCloud(cloud, this.#options.stage);
    const notEmulated = notEmulatedLine(cloud.resources());
    if (notEmulated) this.#console.line(this.#console.paint('dim', notEmulated));
    writeLocalJson(this.#options.data, local); // first: who reads that it is ready finds the file
    for (const line of startBlock(
      local,
      path.join(this.#options.data, 'local.json'),
      this.#console,
    ))
      this.#console.line(line);
  }

  #show(event: LiveEvent): void {
    const shown = liveLine(event);
    if (!shown) return;
    const time = new Date(event.atMs).toISOString().slice(11, 19);
    const { line, paint, cut } = this.#console;
    const text = cut(shown.text, time.length + TOPIC_WIDTH + 2);
    line(`${paint('dim', time)} ${paint(shown.style, shown.topic.padEnd(TOPIC_WIDTH))} ${text}`);
  }
}

function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}

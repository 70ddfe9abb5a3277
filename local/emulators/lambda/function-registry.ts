import { AwsError } from '../../aws-error.ts';
import type { Cloud } from '../../emulator.ts';
import { type AliasConfiguration, chooseVersion } from './alias.ts';
import { EnvironmentPool } from './environment-pool.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import { type FunctionConfiguration, LATEST } from './function-configuration.ts';
import { type FunctionReference, formatFunctionArn } from './function-reference.ts';
import type { SavedState } from './saved-state.ts';

/** One version of a function with its environments. */
export interface RunnableVersion {
  readonly configuration: FunctionConfiguration;
  readonly pool: EnvironmentPool;
}

export interface RegistryOptions {
  readonly cloud: Pick<Cloud, 'region' | 'accountId'>;
  readonly saved: SavedState;
  launch(configuration: FunctionConfiguration): Promise<ExecutionEnvironment>;
}

/** All functions with their versions and aliases. */
export class FunctionRegistry {
  readonly #options: RegistryOptions;
  readonly #latest = new Map<string, FunctionConfiguration>();
  readonly #pools = new Map<string, RunnableVersion>();

  /** Replaced, but perhaps still at work. */
  readonly #retired = new Set<EnvironmentPool>();
  #isStopped = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** Makes `$LATEST`, or replaces it: what runs is finished, what comes runs the new one. */
  put(configuration: FunctionConfiguration): void {
    this.#latest.set(configuration.functionName, configuration);
    this.#retire(configuration);
  }

  /** Freezes `$LATEST` as a version; the same maker gets the same number again, at every start. */
  publish(functionName: string, madeBy: string, description?: string): FunctionConfiguration {
    const latest = this.configuration({ functionName });
    const { state, save } = this.#options.saved;
    const versions = state.versions[functionName] ?? [];
    state.versions[functionName] = versions;
    const known = versions.findIndex((made) => made.madeBy === madeBy);
    const last = Number(versions.at(-1)?.configuration.version ?? 0);
    const version = versions[known]?.configuration.version ?? String(last + 1);
    const configuration = { ...latest, version, ...(description && { description }) };
    if (known >= 0) versions[known] = { configuration, madeBy };
    else versions.push({ configuration, madeBy });
    save();
    this.#retire(configuration);
    return configuration;
  }

  /**
   * Makes or changes an alias. One that a template declares again as before keeps what `UpdateAlias` made of it.
   *
   * @param declared - what the template says, if this comes from one
   */
  putAlias(alias: AliasConfiguration, declared?: string): AliasConfiguration {
    const { state, save } = this.#options.saved;
    const key = `${alias.functionName}:${alias.name}`;
    const before = state.aliases[key];
    if (declared !== undefined && before?.declared === declared) return before.current;
    for (const version of [alias.version, ...Object.keys(alias.weights)]) {
      this.configuration({ functionName: alias.functionName, qualifier: version });
    }
    const template = declared ?? before?.declared;
    state.aliases[key] = { current: alias, ...(template !== undefined && { declared: template }) };
    save();
    return alias;
  }

  alias({ functionName, qualifier }: FunctionReference): AliasConfiguration | undefined {
    return this.#options.saved.state.aliases[`${functionName}:${qualifier}`]?.current;
  }

  /** What an invocation of this reference runs, this time. */
  choose(reference: FunctionReference): RunnableVersion {
    const alias = this.alias(reference);
    const { functionName } = reference;
    if (!alias) return this.#runnable(this.configuration(reference));
    const qualifier = chooseVersion(alias, Math.random());
    return this.#runnable(this.configuration({ functionName, qualifier }));
  }

  /** The configuration of a version, or of the one that an alias names first. */
  configuration(reference: FunctionReference): FunctionConfiguration {
    const { functionName, qualifier = LATEST } = reference;
    const latest = this.#latest.get(functionName);
    const version = this.alias(reference)?.version ?? qualifier;
    const found = version === LATEST ? latest : latest && this.#published(functionName, version);
    if (found) return found;
    throw new AwsError(
      'ResourceNotFoundException',
      `Function not found: ${formatFunctionArn(this.#options.cloud, reference)}`,
      { statusCode: 404, members: { Type: 'User' } },
    );
  }

  functions(): readonly FunctionConfiguration[] {
    return [...this.#latest.values()];
  }

  pools(): readonly EnvironmentPool[] {
    return [...this.#pools.values()].map(({ pool }) => pool);
  }

  /** Ends all environments, retired ones too, and starts none from here on. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.pools(), ...this.#retired].map((pool) => pool.stop()));
  }

  #published(functionName: string, version: string): FunctionConfiguration | undefined {
    const published = this.#options.saved.state.versions[functionName] ?? [];
    return published.map((made) => made.configuration).find((made) => made.version === version);
  }

  #runnable(configuration: FunctionConfiguration): RunnableVersion {
    const key = poolKey(configuration);
    const known = this.#pools.get(key);
    if (known) return known;
    const pool = new EnvironmentPool(() => this.#options.launch(configuration));
    if (this.#isStopped) void pool.stop();
    const runnable = { configuration, pool };
    this.#pools.set(key, runnable);
    return runnable;
  }

  #retire(configuration: FunctionConfiguration): void {
    const key = poolKey(configuration);
    const pool = this.#pools.get(key)?.pool;
    if (!pool) return;
    this.#pools.delete(key);
    for (const old of this.#retired) if (old.isEmpty) this.#retired.delete(old);
    this.#retired.add(pool);
    pool.retire();
  }
}

function poolKey({ functionName, version }: FunctionConfiguration): string {
  return `${functionName}:${version}`;
}

import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { NowMs } from '../../shared/clock.ts';
import { parseRouteSecret, type RouteSecret } from './route-secret.ts';

/** One that was changed is known after so long at the latest. */
const LIFETIME_MS = 300_000;

interface Known {
  readonly secret: RouteSecret;
  readonly readAtMs: number;
}

/** Secrets of routes, kept for five minutes. */
export class RouteSecrets {
  readonly #client: SecretsManagerClient;
  readonly #now: NowMs;
  readonly #known = new Map<string, Known>();

  constructor(client: SecretsManagerClient, now: NowMs) {
    this.#client = client;
    this.#now = now;
  }

  /** Rejects with the SDK's error, or `BadRouteSecret` where it holds something else. */
  async read(secretId: string): Promise<RouteSecret> {
    const known = this.#known.get(secretId);
    if (known && Math.abs(this.#now() - known.readAtMs) < LIFETIME_MS) return known.secret;
    return this.readAgain(secretId);
  }

  /** As it is now: for a receiver that does not take what is known. */
  async readAgain(secretId: string): Promise<RouteSecret> {
    this.#known.delete(secretId);
    const [current, previous] = await Promise.all([
      this.#version(secretId, 'AWSCURRENT'),
      this.#previous(secretId),
    ]);
    const secret = parseRouteSecret(current, previous);
    this.#known.set(secretId, { secret, readAtMs: this.#now() });
    return secret;
  }

  async #version(SecretId: string, VersionStage: string): Promise<string> {
    const get = new GetSecretValueCommand({ SecretId, VersionStage });
    return (await this.#client.send(get)).SecretString ?? '';
  }

  /** None before the first rotation. */
  async #previous(secretId: string): Promise<string | undefined> {
    try {
      return await this.#version(secretId, 'AWSPREVIOUS');
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}

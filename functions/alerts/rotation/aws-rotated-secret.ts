import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { RotatedSecret } from './rotate.ts';

/** A secret in Secrets Manager. */
export class AwsRotatedSecret implements RotatedSecret {
  readonly #client: SecretsManagerClient;
  readonly #secretId: string;

  constructor(client: SecretsManagerClient, secretId: string) {
    this.#client = client;
    this.#secretId = secretId;
  }

  async stages(): Promise<Readonly<Record<string, readonly string[]>>> {
    const describe = new DescribeSecretCommand({ SecretId: this.#secretId });
    return (await this.#client.send(describe)).VersionIdsToStages ?? {};
  }

  async current(): Promise<string> {
    const get = new GetSecretValueCommand({
      SecretId: this.#secretId,
      VersionStage: 'AWSCURRENT',
    });
    return (await this.#client.send(get)).SecretString ?? '';
  }

  async pending(token: string): Promise<string | undefined> {
    const get = new GetSecretValueCommand({
      SecretId: this.#secretId,
      VersionId: token,
      VersionStage: 'AWSPENDING',
    });
    try {
      return (await this.#client.send(get)).SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async putPending(token: string, SecretString: string): Promise<void> {
    await this.#client.send(
      new PutSecretValueCommand({
        SecretId: this.#secretId,
        ClientRequestToken: token,
        SecretString,
        VersionStages: ['AWSPENDING'],
      }),
    );
  }

  async makeCurrent(token: string, formerId: string | undefined): Promise<void> {
    await this.#client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: this.#secretId,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: token,
        ...(formerId !== undefined && { RemoveFromVersionId: formerId }),
      }),
    );
  }
}

import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input } from '../../emulator.ts';
import { randomText } from './random-password.ts';
import { parseSecrets, type Secret } from './secret.ts';

/** All secrets, kept over a restart as they are: the data folder is the developer's own. */
export class SecretStore {
  readonly #cloud: Cloud;
  readonly #secrets: Map<string, Secret>;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    const saved = cloud.state.loadAs(parseSecrets) ?? [];
    this.#secrets = new Map(saved.map((secret) => [secret.arn, secret]));
  }

  /** By name or ARN; also by an ARN without its random end, as AWS does. */
  find(id: string): Secret | undefined {
    const isPartial = (arn: string) => arn.replace(/-[A-Za-z0-9]{6}$/, '') === id;
    const all = [...this.#secrets.values()];
    return all.find(({ name, arn }) => name === id || arn === id || isPartial(arn));
  }

  get(id: string): Secret {
    const secret = this.find(id);
    if (secret) return secret;
    throw notFound("Secrets Manager can't find the specified secret.");
  }

  set(secret: Secret): void {
    this.#secrets.set(secret.arn, secret);
    this.#cloud.state.save([...this.#secrets.values()]);
  }

  /** The ARN of a new secret: its name and six random signs. */
  newArn(name: string): string {
    return this.#arn(`${name}-${randomText(6)}`);
  }

  access(action: string) {
    return ({ SecretId = '' }: Input) => [
      {
        action: `secretsmanager:${action}`,
        resource: this.find(SecretId)?.arn ?? this.#arn(SecretId),
      },
    ];
  }

  #arn(name: string): string {
    const { region, accountId } = this.#cloud;
    return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}`;
  }
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

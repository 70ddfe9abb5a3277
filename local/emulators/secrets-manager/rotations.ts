import { AwsError } from '../../aws-error.ts';
import type { Timer } from '../../clock.ts';
import type { Cloud, Operation } from '../../emulator.ts';
import { nextRotation, parseRotation, type RotationDefinition } from './rotation-rules.ts';
import type { Rotation, Secret } from './secret.ts';
import type { SecretStore } from './secret-store.ts';
import { CURRENT, moveStage, PENDING, pendingVersion, versionWith } from './secret-versions.ts';
import { tokenOf } from './value-operations.ts';

/** What the function is asked for, in this order (rotate-secrets_lambda-functions). */
const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/** AWS tries a failed rotation again several times; so often, and so far apart, is assumed. */
const ATTEMPTS = 5;
const FIRST_RETRY_MS = 60_000;

/** Rotates secrets through their functions: at their times, and when told to. */
export class Rotations {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #cloud: Cloud;
  readonly #store: SecretStore;
  readonly #timers = new Map<string, Timer>();

  constructor(cloud: Cloud, store: SecretStore) {
    this.#cloud = cloud;
    this.#store = store;
    this.operations = { RotateSecret: this.#rotateSecret() };
  }

  /** Applies a schedule from a template. One that is new rotates at once, unless it says otherwise. */
  schedule(definition: RotationDefinition): Secret {
    const secret = this.#store.get(definition.secretId);
    const isSame = secret.rotation && isSameRotation(secret.rotation, definition);
    if (!isSame) this.#configure(secret, definition);
    this.#arm(secret.arn);
    if (pendingVersion(secret)) this.#retry(secret.arn, 1);
    else if (!isSame && definition.isImmediate) this.#begin(secret.arn, tokenOf({}));
    return secret;
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
  }

  /** Answers when the rotation has begun: it goes on by itself, as in AWS. */
  #rotateSecret(): Operation {
    return {
      access: (input) => {
        const { rotation } = this.#store.find(input.SecretId) ?? {};
        const resource = input.RotationLambdaARN ?? rotation?.lambdaArn;
        const invoked = resource ? [{ action: 'lambda:InvokeFunction', resource }] : [];
        return [...this.#store.access('RotateSecret')(input), ...invoked];
      },
      run: async (input) => {
        const secret = this.#store.get(input.SecretId);
        const definition = definitionIn(input, secret);
        if (pendingVersion(secret)) {
          this.#retry(secret.arn, 1);
          throw refused("A previous rotation isn't complete. That rotation will be reattempted.");
        }
        this.#configure(secret, definition);
        this.#arm(secret.arn);
        const token = tokenOf(input);
        if (input.RotateImmediately !== false) this.#begin(secret.arn, token);
        return { ARN: secret.arn, Name: secret.name, VersionId: token };
      },
    };
  }

  #configure(secret: Secret, { lambdaArn, rules }: RotationDefinition): void {
    const { lastMs } = secret.rotation ?? {};
    const nextMs = nextRotation(rules, lastMs ?? this.#cloud.clock.now());
    this.#store.set({
      ...secret,
      rotation: {
        lambdaArn,
        rules,
        ...(lastMs !== undefined && { lastMs }),
        ...(nextMs !== undefined && { nextMs }),
      },
    });
  }

  #arm(arn: string): void {
    const { nextMs } = this.#store.get(arn).rotation ?? {};
    if (nextMs !== undefined) this.#at(arn, nextMs, () => this.#begin(arn, tokenOf({})));
  }

  /** The new version has its label before it has a value: the function's first step brings that. */
  #begin(arn: string, token: string): void {
    const { clock } = this.#cloud;
    const secret = this.#store.get(arn);
    const version = { id: token, stages: [], createdMs: clock.now() };
    const begun = { ...secret, versions: [...secret.versions, version] };
    this.#store.set(moveStage(begun, PENDING, token));
    this.#at(arn, clock.now(), () => this.#rotate(arn, 1));
  }

  async #rotate(arn: string, attempt: number): Promise<void> {
    const token = pendingVersion(this.#store.get(arn))?.id;
    if (token === undefined) return;
    for (const step of STEPS) {
      const failure = await this.#ask(arn, token, step);
      if (failure === undefined) continue;
      this.#cloud.notice(`Secrets Manager: ${step} for ${arn} failed: ${failure}`);
      if (attempt < ATTEMPTS) this.#retry(arn, attempt + 1);
      return;
    }
    this.#finished(this.#store.get(arn), token);
  }

  #finished(secret: Secret, token: string): void {
    if (versionWith(secret, CURRENT)?.id !== token) {
      this.#cloud.notice(
        `Secrets Manager: the rotation of ${secret.arn} has ended without AWSCURRENT on ${token}`,
      );
    }
    if (!secret.rotation) return;
    const nowMs = this.#cloud.clock.now();
    const { nextMs: _, ...rotation } = secret.rotation;
    const nextMs = nextRotation(rotation.rules, nowMs);
    const rotated = { ...rotation, lastMs: nowMs, ...(nextMs !== undefined && { nextMs }) };
    this.#store.set({ ...secret, rotation: rotated });
    this.#arm(secret.arn);
  }

  #retry(arn: string, attempt: number): void {
    const waitMs = attempt === 1 ? 0 : FIRST_RETRY_MS * 2 ** (attempt - 2);
    this.#at(arn, this.#cloud.clock.now() + waitMs, () => this.#rotate(arn, attempt));
  }

  /** One appointment a secret: the next rotation, or the next try of this one. */
  #at(arn: string, atMs: number, task: () => void | Promise<void>): void {
    this.#timers.get(arn)?.cancel();
    this.#timers.set(arn, this.#cloud.clock.at(atMs, task));
  }

  /** Why a step failed; undefined where it did not. */
  async #ask(arn: string, ClientRequestToken: string, Step: string): Promise<string | undefined> {
    const FunctionName = this.#store.get(arn).rotation?.lambdaArn;
    const Payload = Buffer.from(JSON.stringify({ Step, SecretId: arn, ClientRequestToken }));
    const service = 'secretsmanager.amazonaws.com';
    const principal = { kind: 'service', service, sourceArn: arn } as const;
    try {
      const input = { FunctionName, InvocationType: 'RequestResponse', Payload };
      const answer = await this.#cloud.call('lambda', 'Invoke', input, principal);
      return answer.FunctionError && Buffer.from(answer.Payload).toString();
    } catch (error) {
      if (error instanceof AwsError) return error.message;
      throw error;
    }
  }
}

function definitionIn(
  input: Parameters<Operation['run']>[0],
  { arn, rotation }: Secret,
): RotationDefinition {
  const RotationLambdaARN = input.RotationLambdaARN ?? rotation?.lambdaArn;
  if (RotationLambdaARN === undefined) {
    throw refused('No Lambda rotation function ARN is associated with this secret.');
  }
  const RotationRules = input.RotationRules ?? rotation?.rules;
  try {
    return parseRotation({ SecretId: arn, RotationLambdaARN, RotationRules });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError('InvalidParameterException', message, { cause });
  }
}

function isSameRotation(rotation: Rotation, { lambdaArn, rules }: RotationDefinition): boolean {
  return (
    rotation.lambdaArn === lambdaArn && JSON.stringify(rotation.rules) === JSON.stringify(rules)
  );
}

function refused(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import { flawsOf } from '../flaws.ts';
import { RANDOM_PASSWORD, randomPassword } from './random-password.ts';
import type { Secret, SecretVersion } from './secret.ts';
import { notFound, type SecretStore } from './secret-store.ts';
import { CURRENT, moveStage, putVersion, versionWith } from './secret-versions.ts';

/** AWS's limit on a value, in bytes. */
const MAX_VALUE_BYTES = 65_536;

/** A `ClientRequestToken` becomes the version's id. */
const TOKEN = /^.{32,64}$/;

/** Reading and writing of values and their labels. */
export function valueOperations(
  store: SecretStore,
  nowMs: () => number,
): Readonly<Record<string, Operation>> {
  const onSecret = (action: string, run: (secret: Secret, input: Input) => object): Operation => ({
    access: store.access(action),
    run: async (input) => run(store.get(input.SecretId), input),
  });
  return {
    DescribeSecret: onSecret('DescribeSecret', describe),
    GetRandomPassword: { run: async (input) => ({ RandomPassword: password(input) }) },
    GetSecretValue: onSecret('GetSecretValue', (secret, input) => {
      const version = askedFor(secret, input);
      return { ...identity(secret), ...told(version), SecretString: version.value };
    }),
    PutSecretValue: onSecret('PutSecretValue', (secret, input) => {
      const { VersionStages: stages = [CURRENT] } = input;
      const id = tokenOf(input);
      const atMs = nowMs();
      const put = putVersion(secret, { id, value: valueIn(input), atMs }, stages);
      store.set({ ...put, changedMs: atMs });
      return { ...identity(put), VersionId: id, VersionStages: stages };
    }),
    UpdateSecretVersionStage: onSecret('UpdateSecretVersionStage', (secret, input) => {
      store.set({ ...relabelled(secret, input), changedMs: nowMs() });
      return { ARN: secret.arn, Name: secret.name };
    }),
  };
}

function identity({ arn, name, createdMs }: Secret): object {
  return { ARN: arn, Name: name, CreatedDate: new Date(createdMs) };
}

function told({ id, stages, createdMs }: SecretVersion): object {
  return { VersionId: id, VersionStages: stages, CreatedDate: new Date(createdMs) };
}

function describe(secret: Secret): object {
  const { versions, rotation, changedMs } = secret;
  const labelled = versions.filter(({ stages }) => stages.length > 0);
  return {
    ...identity(secret),
    LastChangedDate: new Date(changedMs),
    VersionIdsToStages: Object.fromEntries(labelled.map(({ id, stages }) => [id, stages])),
    ...(rotation && {
      RotationEnabled: true,
      RotationLambdaARN: rotation.lambdaArn,
      RotationRules: rotation.rules,
      ...(rotation.lastMs !== undefined && { LastRotatedDate: new Date(rotation.lastMs) }),
      ...(rotation.nextMs !== undefined && { NextRotationDate: new Date(rotation.nextMs) }),
    }),
  };
}

function askedFor(secret: Secret, { VersionId, VersionStage }: Input): SecretVersion {
  const stage = VersionStage ?? (VersionId === undefined ? CURRENT : undefined);
  const found = secret.versions.find(
    ({ id, stages }) =>
      (VersionId === undefined || id === VersionId) &&
      (stage === undefined || stages.includes(stage)),
  );
  if (found?.value !== undefined) return found;
  const which = VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`;
  throw notFound(`Secrets Manager can't find the specified secret value for ${which}`);
}

export function tokenOf({ ClientRequestToken: token = randomUUID() }: Input): string {
  if (typeof token === 'string' && TOKEN.test(token)) return token;
  throw invalid(`ClientRequestToken ${token} must have 32 to 64 characters.`);
}

function valueIn({ SecretString: value }: Input): string {
  if (typeof value !== 'string' || value === '') {
    throw invalid('SecretString must be given; SecretBinary is not emulated.');
  }
  if (Buffer.byteLength(value) <= MAX_VALUE_BYTES) return value;
  throw invalid(`SecretString is longer than ${MAX_VALUE_BYTES} bytes.`);
}

/** AWS wants to be told where a label is before it moves it. */
function relabelled(secret: Secret, input: Input): Secret {
  const { VersionStage: stage, MoveToVersionId: toId, RemoveFromVersionId: fromId } = input;
  for (const id of [toId, fromId]) {
    if (id !== undefined && !secret.versions.some((version) => version.id === id)) {
      throw notFound(`Secrets Manager can't find the specified secret version ${id}.`);
    }
  }
  const holder = versionWith(secret, stage)?.id;
  const isKnown = holder === undefined || holder === fromId || holder === toId;
  if (isKnown && (fromId === undefined || fromId === holder)) return moveStage(secret, stage, toId);
  throw new AwsError(
    'InvalidParameterException',
    `The parameter RemoveFromVersionId must be ${holder}, which has the staging label ${stage}, not ${fromId}.`,
  );
}

function password(input: Input): string {
  const read = RANDOM_PASSWORD.safeParse(input);
  if (!read.success) throw invalid(flawsOf(read.error));
  try {
    return randomPassword(read.data);
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause));
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

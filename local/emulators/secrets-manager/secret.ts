import { z } from 'zod/mini';

const VERSION = z.looseObject({
  id: z.string(),
  /** Absent of a version that a rotation has begun and not yet filled. */
  value: z.optional(z.string()),
  stages: z.array(z.string()),
  /** Driven time, in epoch milliseconds. */
  createdMs: z.number(),
});

const ROTATION = z.looseObject({
  lambdaArn: z.string(),
  rules: z.looseObject({
    AutomaticallyAfterDays: z.optional(z.number()),
    Duration: z.optional(z.string()),
    ScheduleExpression: z.optional(z.string()),
  }),
  lastMs: z.optional(z.number()),
  nextMs: z.optional(z.number()),
});

const SECRET = z.looseObject({
  name: z.string(),
  arn: z.string(),
  createdMs: z.number(),
  changedMs: z.number(),
  versions: z.array(VERSION),
  rotation: z.optional(ROTATION),
});

/** As secrets were saved before they had versions. */
const FORMER_SECRET = z.looseObject({
  name: z.string(),
  arn: z.string(),
  value: z.string(),
  versionId: z.string(),
  createdMs: z.number(),
});

export type SecretVersion = Readonly<z.infer<typeof VERSION>>;
export type Rotation = Readonly<z.infer<typeof ROTATION>>;
export type Secret = Readonly<z.infer<typeof SECRET>>;

/** Reads what was saved; throws at anything else. */
export function parseSecrets(saved: unknown): readonly Secret[] {
  const read = z.array(z.union([SECRET, FORMER_SECRET])).parse(saved);
  return read.map((secret) => ('versions' in secret ? (secret as Secret) : withVersions(secret)));
}

function withVersions({ name, arn, createdMs, ...rest }: z.infer<typeof FORMER_SECRET>): Secret {
  const version = { id: rest.versionId, value: rest.value, stages: ['AWSCURRENT'], createdMs };
  return { name, arn, createdMs, changedMs: createdMs, versions: [version] };
}

import { createHash } from 'node:crypto';
import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { flawsOf } from '../flaws.ts';

/** CloudFormation hands numbers over as strings where they went through a parameter. */
const number = z.pipe(z.union([z.number(), z.string()]), z.coerce.number());
const days = number.check(
  z.refine((count) => Number.isInteger(count) && count > 0, 'must be whole days'),
);

const lifecycleRule = z.strictObject({
  Id: z.optional(z.string()),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.optional(z.string()),
  ExpirationInDays: z.optional(days),
  AbortIncompleteMultipartUpload: z.optional(z.unknown()), // there are none here
});

const corsRule = z.strictObject({
  Id: z.optional(z.string()),
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.enum(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])),
  AllowedHeaders: z.optional(z.array(z.string())),
  ExposedHeaders: z.optional(z.array(z.string())),
  MaxAge: z.optional(number),
});

const BUCKET = z.object({
  BucketName: z.optional(
    z.string().check(
      z.regex(/^(?=.{3,63}$)[a-z\d](?:[a-z\d.-]*[a-z\d])$/, {
        error: 'must be 3 to 63 small letters, digits, dots and hyphens',
      }),
    ),
  ),
  LifecycleConfiguration: z.optional(z.strictObject({ Rules: z.array(lifecycleRule) })),
  CorsConfiguration: z.optional(z.strictObject({ CorsRules: z.array(corsRule) })),
});

export type LifecycleRule = z.infer<typeof lifecycleRule>;
export type CorsRule = z.infer<typeof corsRule>;

/** What a template says of a bucket, as far as it counts on a laptop. */
export interface BucketDefinition {
  readonly name: string;
  readonly lifecycle: readonly LifecycleRule[];
  readonly cors: readonly CorsRule[];
}

/** Reads a bucket, or throws an error that names the property and the rule. */
export function readBucket(resource: Resource): BucketDefinition {
  const read = z.safeParse(BUCKET, resource.properties);
  if (!read.success) throw new Error(flawsOf(read.error));
  const { BucketName, LifecycleConfiguration, CorsConfiguration } = read.data;
  return {
    name: BucketName ?? nameFor(resource),
    lifecycle: LifecycleConfiguration?.Rules ?? [],
    cors: CorsConfiguration?.CorsRules ?? [],
  };
}

const NAME_LIMIT = 63;
const HASH_LENGTH = 12;

/** As CloudFormation makes one up: from stack and logical id, and the same at every start. */
function nameFor({ stackName, logicalId }: Resource): string {
  const place = `${stackName}-${logicalId}`;
  const hash = createHash('sha256').update(place).digest('hex').slice(0, HASH_LENGTH);
  const readable = place.toLowerCase().replace(/[^a-z\d-]/g, '');
  return `${readable.slice(0, NAME_LIMIT - HASH_LENGTH - 1)}-${hash}`;
}

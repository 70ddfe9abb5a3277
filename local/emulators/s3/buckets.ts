import * as path from 'node:path';
import { AwsError } from '../../aws-error.ts';
import type { Access, Cloud, PolicyDocument } from '../../emulator.ts';
import { Bucket } from './bucket.ts';
import type { BucketDefinition } from './bucket-definition.ts';
import { ObjectFiles } from './object-files.ts';

/** The buckets of all templates, with their policies. */
export class Buckets {
  readonly #cloud: Cloud;
  readonly #buckets = new Map<string, Bucket>();
  readonly #policies = new Map<string, PolicyDocument>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** Makes a bucket, or changes it; the objects of an earlier run are in it. */
  make(definition: BucketDefinition): Bucket {
    const known = this.#buckets.get(definition.name);
    if (known) {
      known.definition = definition;
      return known;
    }
    const files = new ObjectFiles(path.join(this.#cloud.dataDir, definition.name));
    const bucket = new Bucket(definition, files, files.load(this.#cloud.notice));
    this.#buckets.set(definition.name, bucket);
    return bucket;
  }

  all(): readonly Bucket[] {
    return [...this.#buckets.values()];
  }

  find(name: unknown): Bucket | undefined {
    return this.#buckets.get(String(name));
  }

  get(name: unknown): Bucket {
    const bucket = this.find(name);
    if (bucket) return bucket;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      statusCode: 404,
      members: { BucketName: String(name) },
    });
  }

  setPolicy(name: unknown, policy: PolicyDocument): void {
    this.#policies.set(this.get(name).arn, policy);
  }

  /** A bucket's policy guards its objects too. */
  policyOf(arn: string): PolicyDocument | undefined {
    return this.#policies.get(arn.split('/')[0] ?? '');
  }

  /** What an operation on an object needs. */
  objectAccess(action: string, { Bucket: name, Key }: ObjectName): Access {
    return { action: `s3:${action}`, resource: `${this.get(name).arn}/${Key}` };
  }

  bucketAccess(action: string, name: unknown): Access {
    return { action: `s3:${action}`, resource: this.get(name).arn };
  }
}

export interface ObjectName {
  readonly Bucket: string;
  readonly Key: string;
}

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge, arnInFindings } from '../acknowledge.ts';

export interface QuarantineProps {
  /** Origins whose pages may send pictures; `['*']` for any. Not access control: each upload is signed. */
  readonly allowedOrigins: readonly string[];
}

/** As long as the feedback that a picture belongs to. */
const KEPT = Duration.days(180);

const KEYS = 'quarantine/*';

/**
 * Holds pictures that reporters send, as nobody has looked at them: private, served to nobody, written by signed forms
 * alone. Without a name of its own: those of buckets are taken once in the world.
 */
export class Quarantine extends Construct {
  readonly bucketName: string;
  /** Where signed forms are sent. */
  readonly url: string;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { allowedOrigins }: QuarantineProps) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      lifecycleRules: [{ expiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      ...(allowedOrigins.length > 0 && {
        cors: [{ allowedOrigins: [...allowedOrigins], allowedMethods: [HttpMethods.POST] }],
      }),
    });
    this.bucketName = this.#bucket.bucketName;
    this.url = `https://${this.#bucket.bucketRegionalDomainName}`;
    acknowledge(
      this.#bucket,
      'The table notes each upload that was asked for; a log of requests would tell the addresses of reporters.',
      'S1',
    );
  }

  /** Lets a function work on the pictures, and on nothing else of the bucket. */
  grant(grantee: IFunction, action: 'PutObject' | 'DeleteObject'): Grant {
    const resource = `${arnInFindings(this.#bucket)}/${KEYS}`;
    const reason = 'Keys of pictures end at random.';
    acknowledge(grantee.role ?? grantee, reason, `IAM5[Resource::${resource}]`);
    return Grant.addToPrincipal({
      grantee,
      actions: [`s3:${action}`],
      resourceArns: [this.#bucket.arnForObjects(KEYS)],
    });
  }
}

import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Quarantine } from '../../../lib/feedback/quarantine.ts';
import { onceByDefault } from '../../support/once-by-default.ts';

const synthesize = onceByDefault((allowedOrigins: readonly string[] = ['https://shop.example']) => {
  const stack = new Stack(new App(), 'Test');
  new Quarantine(stack, 'Quarantine', { allowedOrigins });
  return Template.fromStack(stack);
});

test('is private, encrypted, and stays when the stack goes', () => {
  synthesize().hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: Match.objectLike({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
  });
});

test('refuses who comes without TLS', () => {
  synthesize().hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: Match.objectLike({
      Statement: [
        Match.objectLike({
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
    }),
  });
});

test('keeps a picture as long as its feedback, and half an upload for a day', () => {
  synthesize().hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: {
      Rules: [
        {
          Status: 'Enabled',
          ExpirationInDays: 180,
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
      ],
    },
  });
});

test('lets the pages that may post send pictures too, and read nothing', () => {
  synthesize().hasResourceProperties('AWS::S3::Bucket', {
    CorsConfiguration: {
      CorsRules: [{ AllowedOrigins: ['https://shop.example'], AllowedMethods: ['POST'] }],
    },
  });
  const without = synthesize([]);
  without.hasResourceProperties('AWS::S3::Bucket', { CorsConfiguration: Match.absent() });
});

import type { Cloud, Emulator, EmulatorHandle, PolicyDocument, Resource } from '../emulator.ts';
import { browserDoor } from './s3/browser-door.ts';
import { readBucket } from './s3/bucket-definition.ts';
import { bucketOperations } from './s3/bucket-operations.ts';
import { Buckets } from './s3/buckets.ts';
import { copyObject } from './s3/copy-object.ts';
import { expireObjects } from './s3/lifecycle.ts';
import { objectOperations } from './s3/object-operations.ts';

/**
 * S3's private buckets without versions: objects on disk, presigned addresses and forms, CORS, expiry in driven time.
 * SDKs write addresses in path style by themselves, since the endpoint is an IP address. Every object counts as
 * encrypted and private. Notifications, versions, parts, tags, ACLs and websites are refused by name.
 */
export const s3: Emulator = {
  service: 's3',
  resourceTypes: {
    'AWS::S3::Bucket': {
      honoured: ['BucketName', 'LifecycleConfiguration', 'CorsConfiguration'],
      ignored: [
        'BucketEncryption',
        'LoggingConfiguration',
        'OwnershipControls',
        'PublicAccessBlockConfiguration',
      ],
    },
    'AWS::S3::BucketPolicy': { honoured: ['Bucket', 'PolicyDocument'] },
  },
  api: { signingName: 's3', protocol: 'restXml', client: () => import('@aws-sdk/client-s3') },
  start,
};

async function start(cloud: Cloud): Promise<EmulatorHandle> {
  const buckets = new Buckets(cloud);
  const expiry = expireObjects(cloud, buckets);

  const create = async (resource: Resource) => {
    if (resource.type === 'AWS::S3::BucketPolicy') return setPolicy(resource, buckets);
    const { name } = buckets.make(readBucket(resource));
    const regionalName = `${name}.s3.${cloud.region}.amazonaws.com`;
    cloud.mapHost(regionalName, `${cloud.endpoint}/${name}`);
    return {
      ref: name,
      attributes: {
        Arn: `arn:aws:s3:::${name}`,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: regionalName,
      },
    };
  };

  return {
    operations: {
      ...objectOperations(cloud, buckets),
      CopyObject: copyObject(cloud, buckets),
      ...bucketOperations(cloud, buckets),
    },
    browsers: browserDoor(cloud, buckets),
    create,
    update: create,
    resourcePolicy: (arn) => buckets.policyOf(arn),
    stop: async () => expiry.cancel(),
  };
}

function setPolicy({ logicalId, properties }: Resource, buckets: Buckets) {
  const { Bucket: name, PolicyDocument: document } = properties;
  buckets.setPolicy(name, document as PolicyDocument);
  return { ref: logicalId, attributes: {} };
}

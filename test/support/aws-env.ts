import type { TestCloud } from './cloud.ts';

/** What the `afterprod` command needs to take this cloud for AWS: endpoint, region, keys, and the project `shop`. */
export function awsEnvOf({ client }: Pick<TestCloud, 'client'>): Readonly<Record<string, string>> {
  const { endpoint, region, credentials } = client;
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AFTERPROD_PROJECT: 'shop',
  };
}

import { readEnvironment } from './environment.ts';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Stands in bundles for the SDK's `defaultProvider`, under its name. That one also looks into shared files, SSO, web
 * identities and the metadata of machines: 135 kB of every function, while Lambda always hands over the role's keys in
 * the environment.
 *
 * @public lib/function-bundles.ts puts it there
 */
export function defaultProvider(): () => Promise<Credentials> {
  return async () => {
    const keys = readEnvironment('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY');
    const sessionToken = process.env['AWS_SESSION_TOKEN'];
    return {
      accessKeyId: keys.AWS_ACCESS_KEY_ID,
      secretAccessKey: keys.AWS_SECRET_ACCESS_KEY,
      ...(sessionToken && { sessionToken }),
    };
  };
}

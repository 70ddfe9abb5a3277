import { z } from 'zod/mini';
import type { Route } from '../../functions/alerts/alerts-config.ts';
import { CliError } from '../cli-error.ts';
import type { Target } from '../target.ts';

/** A route whose address stands in Secrets Manager. */
export type SecretRoute = Extract<Route, { readonly secretId: string }>;

const SECRET = z.looseObject({
  url: z.optional(z.string()),
  routingKey: z.optional(z.string()),
  key: z.optional(z.string()),
});

/** What is secret about a route: members that are not known here are kept. */
export type RouteSecret = z.infer<typeof SECRET>;

type Where = Pick<Target, 'client'>;

export async function readRouteSecret({ client }: Where, route: SecretRoute): Promise<RouteSecret> {
  const { GetSecretValueCommand, SecretsManagerClient } = await secretsManager();
  const { SecretString = '' } = await new SecretsManagerClient(client).send(
    new GetSecretValueCommand({ SecretId: route.secretId }),
  );
  const read = SECRET.safeParse(jsonOf(SecretString));
  if (read.success) return read.data;
  throw new CliError(
    `The secret ${route.secretId} is not of the form {"url":"…","key":"…"}. Write it anew: afterprod alerts connect ${route.name}`,
  );
}

/** Becomes the current version; the one before is the previous one from then on. */
export async function writeRouteSecret(
  { client }: Where,
  { secretId: SecretId }: SecretRoute,
  secret: RouteSecret,
): Promise<void> {
  const { PutSecretValueCommand, SecretsManagerClient } = await secretsManager();
  const SecretString = JSON.stringify(secret);
  await new SecretsManagerClient(client).send(
    new PutSecretValueCommand({ SecretId, SecretString }),
  );
}

const secretsManager = () => import('@aws-sdk/client-secrets-manager'); // no other command waits for it

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { Auth, HttpRequest } from '../../functions/probes/targets/http-request.ts';
import type { SecretReference } from '../../functions/probes/targets/secret-reference.ts';
import type { Target } from '../../functions/probes/targets/target.ts';

/** The secrets that targets name, each once. */
export function secretsOf(targets: readonly Target[]): readonly SecretReference[] {
  const references = targets.flatMap(requestsOf).flatMap(referencesIn);
  const byText = new Map(references.map((reference) => [JSON.stringify(reference), reference]));
  return [...byText.values()];
}

function requestsOf(target: Target): readonly HttpRequest[] {
  if (target.kind === 'http') return [target.request];
  return target.kind === 'journey' ? target.steps.map(({ request }) => request) : [];
}

function referencesIn({ headers, auth }: HttpRequest): readonly SecretReference[] {
  const values = Object.values(headers).filter((value) => typeof value !== 'string');
  return auth ? [...values, ...referencesOf(auth)] : values;
}

function referencesOf(auth: Auth): readonly SecretReference[] {
  if ('basic' in auth) return [auth.basic.password];
  if ('bearer' in auth) return [auth.bearer];
  if ('oauth2' in auth) return [auth.oauth2.clientSecret];
  if ('mtls' in auth) return [auth.mtls.certificate, auth.mtls.key];
  return []; // signed by the prober's own role
}

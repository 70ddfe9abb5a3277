import type {
  Auth,
  HttpRequest,
  RequestBody,
} from '../../functions/probes/targets/http-request.ts';
import type {
  AuthSettings,
  BodySettings,
  RequestSettings,
} from '../settings/probe-request-settings.ts';

const DEFAULT_REDIRECTS = 5;
const DEFAULT_CONTENT_TYPE = 'text/plain; charset=utf-8';

/**
 * A request, as the prober sends it.
 *
 * @param region - of the stage: what is signed is for it unless the settings say otherwise
 */
export function requestOf(settings: RequestSettings, url: string, region: string): HttpRequest {
  const {
    method = 'GET',
    headers = {},
    body,
    redirects = DEFAULT_REDIRECTS,
    auth,
    ports,
  } = settings;
  return {
    method,
    url,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    ...(body && { body: bodyOf(body) }),
    maxRedirects: redirects,
    ...(auth && { auth: authOf(auth, region) }),
    ports: ports ?? [],
  };
}

function bodyOf(body: BodySettings): RequestBody {
  if (body.text === undefined) return body;
  return { text: body.text, contentType: body.contentType ?? DEFAULT_CONTENT_TYPE };
}

function authOf(auth: AuthSettings, stageRegion: string): Auth {
  if (auth.basic) return { basic: auth.basic };
  if (auth.bearer) return { bearer: auth.bearer };
  if (auth.oauth2) return { oauth2: auth.oauth2 };
  if (auth.mtls) return { mtls: auth.mtls };
  const { service = 'execute-api', region = stageRegion } = auth.sigv4;
  return { sigv4: { service, region } };
}

import type { IncomingMessage } from 'node:http';
import type { BrowserDoor } from '../../browser-door.ts';
import type { Cloud } from '../../emulator.ts';
import { splitObjectPath } from '../../wire/object-route.ts';
import type { Buckets } from './buckets.ts';
import { type CorsRequest, corsHeaders, preflightHeaders } from './cors.ts';
import { parsePostForm } from './post-form.ts';
import { postObject } from './post-object.ts';

/** How S3 meets browsers: preflights, presigned forms, and CORS headers on every answer. */
export function browserDoor(cloud: Cloud, buckets: Buckets): BrowserDoor {
  const bucketOf = (request: IncomingMessage) => placeOf(request).bucket;
  const rulesOf = (request: IncomingMessage) =>
    buckets.find(bucketOf(request))?.definition.cors ?? [];
  return {
    takes(request) {
      if (isPreflight(request)) return buckets.find(bucketOf(request)) !== undefined;
      return isForm(request) && placeOf(request).key === '' && bucketOf(request) !== '';
    },
    async answer(request, body, run) {
      if (isPreflight(request)) {
        const headers = preflightHeaders(rulesOf(request), corsRequestOf(request));
        return { status: 200, headers, body: '' };
      }
      const bucket = buckets.get(bucketOf(request));
      const form = await parsePostForm(String(request.headers['content-type']), body);
      return postObject(cloud, bucket.name, form, run);
    },
    headersFor(request) {
      if (request.headers.origin === undefined || isPreflight(request)) return {};
      return corsHeaders(rulesOf(request), corsRequestOf(request));
    },
  };
}

function placeOf({ url = '/' }: IncomingMessage) {
  return splitObjectPath(url.split('?')[0] ?? '/');
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  const asked = headers['access-control-request-method'];
  return method === 'OPTIONS' && headers.origin !== undefined && asked !== undefined;
}

function isForm({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
}

function corsRequestOf({ method = '', headers }: IncomingMessage): CorsRequest {
  const asked = String(headers['access-control-request-headers'] ?? '');
  return {
    origin: headers.origin ?? '',
    method: headers['access-control-request-method'] ?? method,
    headers: asked.split(',').flatMap((name) => name.trim() || []),
  };
}

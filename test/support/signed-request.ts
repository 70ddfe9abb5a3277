import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../../local/emulator.ts';

export interface RawRequest {
  readonly service: string;
  /** @default `eu-west-1` */
  readonly region?: string;
  readonly method?: string;
  /** Path and query. @default `/` */
  readonly url?: string;
  /** Sent in place of the one that was signed. @default - what was signed */
  readonly sentUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends a request signed as the AWS CLI does it, without an SDK between: what it sends is what is under test. */
export async function sendSigned(
  endpoint: string,
  credentials: Credentials,
  request: RawRequest,
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const { service, region = 'eu-west-1', method = 'POST', url = '/', headers = {} } = request;
  const { body = '', sentUrl = url } = request;
  const target = new URL(url, endpoint);
  const signed: Record<string, string> = {
    ...headers,
    host: target.host,
    'x-amz-date': '20261123T000000Z',
    ...(credentials.sessionToken ? { 'x-amz-security-token': credentials.sessionToken } : {}),
  };
  const names = Object.keys(signed).sort();
  const canonical = [
    method,
    target.pathname.split('/').map(encodeURIComponent).join('/'),
    [...target.searchParams]
      .map((pair) => pair.map(encodeURIComponent).join('='))
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${signed[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = `20261123/${region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n20261123T000000Z\n${scope}\n${sha256(canonical)}`;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  const signature = hmac(key, toSign).toString('hex');
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, ` +
    `SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const response = await fetch(new URL(sentUrl, endpoint), {
    method,
    headers: { ...signed, authorization },
    ...(method === 'GET' ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

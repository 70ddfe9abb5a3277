import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { TEST_AUTHORITY } from '../../test/support/test-authority.ts';

/** What is probed, as a process of its own: prints the origins of both, answers `/wait` after 50 ms and all else at once. */
export interface Origins {
  readonly http: string;
  readonly https: string;
}

const WAIT_MS = 50;

const answer: RequestListener = ({ url }, response) => {
  const end = () => response.end('ok');
  if (url?.startsWith('/wait')) setTimeout(end, WAIT_MS);
  else end();
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function main(): Promise<void> {
  const http = await listen(createServer(answer));
  const { key, good: cert } = TEST_AUTHORITY;
  const https = await listen(createSecureServer({ key, cert }, answer));
  const origins: Origins = {
    http: `http://127.0.0.1:${http}`,
    https: `https://127.0.0.1:${https}`,
  };
  console.log(JSON.stringify(origins));
}

void main();

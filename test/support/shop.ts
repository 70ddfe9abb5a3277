import type { IncomingMessage, ServerResponse } from 'node:http';
import { startTarget, type Target } from './target.ts';

export interface Shop extends Target {
  /** What tokens are worth: a test may change it. */
  token: string;
  /** Method, path and answer of each request, in order. */
  readonly log: readonly string[];
}

interface Request {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

const WHO_ARE_YOU: Answer = [401, 'who are you?'];

/** A shop where one logs in, orders with the token of its page, and looks at the order; and an API with tokens of its own. */
export async function startShop(): Promise<Shop> {
  const log: string[] = [];
  const server = await startTarget(async (request, response) => {
    const { method, url, headers } = request;
    const answer = answers[`${method} ${url}`];
    const [status, text, more] = answer?.({ headers, body: await bodyOf(request) }) ?? [404, ''];
    log.push(`${method} ${url} ${status}`);
    send(response, status, text, more);
  });
  const shop: Shop = { ...server, token: 'first', log };
  const answers = answersOf(shop);
  return shop;
}

function answersOf(shop: Shop): Readonly<Record<string, (request: Request) => Answer>> {
  const isVisitor = ({ headers }: Request) => headers.cookie === 'session=s-1';
  return {
    'POST /login': ({ body }) =>
      body === 'user=ann'
        ? [303, '', { location: '/home', 'set-cookie': 'session=s-1; Path=/; HttpOnly' }]
        : WHO_ARE_YOU,
    'GET /home': (request) =>
      isVisitor(request) ? [200, '<input name="csrf" value="c/1">'] : WHO_ARE_YOU,
    'POST /orders': (request) =>
      isVisitor(request) && request.headers['x-csrf'] === 'c/1'
        ? [201, JSON.stringify({ id: 7, asked: JSON.parse(request.body) })]
        : WHO_ARE_YOU,
    'GET /orders/7?by=ann': (request) =>
      isVisitor(request) ? [200, '{"status":"paid"}'] : WHO_ARE_YOU,
    'POST /token': ({ headers }) =>
      headers.authorization === `Basic ${Buffer.from('probe:s').toString('base64')}`
        ? [200, JSON.stringify({ access_token: shop.token, expires_in: 3600 })]
        : [401, '{"error":"invalid_client"}'],
    'GET /api': ({ headers }) =>
      headers.authorization === `Bearer ${shop.token}` ? [200, 'ok'] : WHO_ARE_YOU,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...headers, connection: 'close' }).end(body);
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A process of its own, so that its CPU counts for nobody: answers every call as DynamoDB answers one that found nothing, and
 * `GET /put` with the last PutItem that it was sent. Prints its port.
 */
let put = '';

const server = createServer(async (request, response) => {
  const body = await textOf(request);
  if (request.headers['x-amz-target']?.toString().endsWith('.PutItem')) put = body;
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  response.end(request.method === 'GET' ? put : '{}');
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.once('disconnect', () => process.exit()); // whoever started it has ended

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

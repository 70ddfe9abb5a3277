import { createServer, type RequestListener, type Server } from 'node:http';
import { SetupError } from './setup-error.ts';

const HOST = '127.0.0.1';

/** The HTTP servers of one local cloud, all on 127.0.0.1. */
export interface Servers {
  /** Serves `listener` on `port` (0: any that is free) and returns its origin, e.g. `http://127.0.0.1:4000`. */
  listen(port: number, listener: RequestListener): Promise<string>;
  /** The same on the first free port after the first server's, so that addresses are the same at the next start. */
  listenBeside(listener: RequestListener): Promise<string>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** No servers yet. */
export function createServers(): Servers {
  const servers: Server[] = [];
  /** 0 where the first server took any port: then the others do so too. */
  let beside = 0;

  async function listen(port: number, listener: RequestListener): Promise<string> {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(asSetupError(error, port)));
      server.listen(port, HOST, resolve);
    });
    servers.push(server);
    const address = server.address();
    return `http://${HOST}:${typeof address === 'object' && address ? address.port : port}`;
  }

  return {
    listen(port, listener) {
      beside = port === 0 ? 0 : port + 1;
      return listen(port, listener);
    },
    async listenBeside(listener) {
      const preferred = beside;
      if (beside > 0) beside += 1;
      return listen(preferred, listener).catch(() => listen(0, listener));
    },
    async close() {
      await Promise.all(servers.splice(0).map(closeServer));
    },
  };
}

/** Longer than a client's own, so that it is never the server that ends an idle connection under a request. */
const KEEP_ALIVE_MS = 60_000;

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function asSetupError(error: Error, port: number): Error {
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new SetupError(
    `Port ${port} is taken on ${HOST}. Stop what listens there, or choose another with --port (0 takes a free one).`,
    { cause: error },
  );
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';

/** A real server on 127.0.0.1 to probe. */
export interface Target {
  readonly url: string;
  readonly port: number;
  /** How many connections it got. */
  readonly connections: () => number;
}

const closers: (() => Promise<void>)[] = [];

/** Starts an HTTP target; `closeTargets` ends it. */
export function startTarget(
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Target> {
  return listen(createServer({ keepAliveTimeout: 1000 }, onRequest));
}

/** Starts a target that speaks what it likes. */
export function startRawTarget(onConnection: (socket: Socket) => void): Promise<Target> {
  return listen(createTcpServer(onConnection));
}

/** For `afterEach`. */
export async function closeTargets(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()));
}

/** Takes any server that listens on TCP, HTTPS too. */
export async function listen(server: ReturnType<typeof createTcpServer>): Promise<Target> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((closed) => server.close(() => closed()));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, port, connections: () => connections };
}

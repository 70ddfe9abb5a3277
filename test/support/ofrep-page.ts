import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSync } from 'esbuild';

/** What the page's script leaves on `window`, for the test to call. */
export interface OfrepPageWindow {
  startToggles(options: object, context: object): Promise<void>;
  isOn(key: string): boolean;
}

export interface OfrepPage {
  readonly url: string;
  stop(): Promise<void>;
}

const SCRIPT = `
  import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
  import { OpenFeature } from '@openfeature/web-sdk';
  const client = OpenFeature.getClient();
  window.startToggles = async (options, context) => {
    await OpenFeature.setContext(context);
    await OpenFeature.setProviderAndWait(new OFREPWebProvider(options));
  };
  window.isOn = (key) => client.getBooleanValue(key, false);
`;

/** A page with the official OFREP web client, on an origin of its own. */
export async function serveOfrepPage(): Promise<OfrepPage> {
  const { outputFiles } = buildSync({
    stdin: { contents: SCRIPT, resolveDir: __dirname },
    bundle: true,
    write: false,
    format: 'iife',
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const isScript = request.url === '/script.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    const html = '<!doctype html><link rel="icon" href="data:,"><script src="/script.js"></script>';
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

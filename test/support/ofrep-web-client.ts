import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import {
  type Client,
  type EvaluationContext,
  OpenFeature,
  type Provider,
  type ProviderEvents,
} from '@openfeature/web-sdk';

export interface OfrepWebClientOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly context: EvaluationContext;
  /** Milliseconds of real time. @default - it does not poll */
  readonly pollInterval?: number;
}

export interface OfrepWebClient {
  readonly client: Client;
  /** Statuses of what it was answered, in order. */
  readonly answered: readonly number[];
}

/** The official client of browsers, as its README sets it up. Rejects where its provider cannot start. */
export async function startOfrepWebClient(options: OfrepWebClientOptions): Promise<OfrepWebClient> {
  const { baseUrl, key, context, ...rest } = options;
  const answered: number[] = [];
  const provider = new OFREPWebProvider({
    baseUrl,
    headers: [['X-API-Key', key]],
    cacheMode: 'disabled', // it keeps answers in localStorage, which only browsers have
    fetchImplementation: async (input: string | URL | Request, init?: RequestInit) => {
      const response = await fetch(input, init);
      answered.push(response.status);
      return response;
    },
    ...rest,
  });
  await OpenFeature.setContext(context);
  // The provider's types are less exact about optional members than ours are checked for.
  await OpenFeature.setProviderAndWait(provider as unknown as Provider);
  return { client: OpenFeature.getClient(), answered };
}

/** OpenFeature is one for the whole process. */
export async function stopOfrepWebClient(): Promise<void> {
  await OpenFeature.close();
  await OpenFeature.clearContexts();
}

/** The first event from now on after which `holds`. */
export function eventUntil(
  client: Client,
  event: ProviderEvents,
  holds: () => boolean = () => true,
): Promise<unknown> {
  return new Promise((resolve) => {
    const listen = (details: unknown) => {
      if (!holds()) return;
      client.removeHandler(event, listen);
      resolve(details);
    };
    client.addHandler(event, listen);
  });
}

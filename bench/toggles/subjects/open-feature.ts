import { OpenFeature } from '@openfeature/server-sdk';
import { AfterprodProvider } from '../../../functions/toggles/afterprod-provider.ts';
import type { Subject } from '../subject.ts';
import { createExampleToggles } from './afterprod.ts';

type Context = Readonly<Record<string, string | number>>;

/** The same reader behind the OpenFeature SDK. */
export async function createOpenFeature(): Promise<Subject<Context>> {
  await OpenFeature.setProviderAndWait(new AfterprodProvider(await createExampleToggles()));
  const client = OpenFeature.getClient();
  return {
    contextOf: ({ id, ...attributes }) => ({ targetingKey: id, ...attributes }),
    decide: (toggle, context) => client.getBooleanValue(toggle, false, context),
  };
}

import { z } from 'zod/mini';
import type { Resource } from '../../emulator.ts';
import { flawsOf } from '../flaws.ts';
import type { Identity } from './senders.ts';

const IDENTITY = z.object({
  EmailIdentity: z.string().check(z.minLength(1)),
  ConfigurationSetAttributes: z.optional(
    z.strictObject({ ConfigurationSetName: z.optional(z.string()) }),
  ),
});

/** An address or a domain, as its template has it. */
export function readIdentity({ properties }: Resource): Identity {
  const read = z.safeParse(IDENTITY, properties);
  if (!read.success) throw new Error(flawsOf(read.error));
  const { EmailIdentity, ConfigurationSetAttributes: { ConfigurationSetName } = {} } = read.data;
  return { name: EmailIdentity, configurationSet: ConfigurationSetName };
}

/** The set's name; one without a name is called after its place in the template. */
export function readConfigurationSet({ stackName, logicalId, properties }: Resource): string {
  return String(properties['Name'] ?? `${stackName}-${logicalId}`);
}

import { z } from 'zod/mini';
import { flawsOf } from '../flaws.ts';
import { PASSWORD, randomPassword } from './random-password.ts';

const GENERATED = z.strictObject({
  ...PASSWORD,
  SecretStringTemplate: z.optional(z.string()),
  GenerateStringKey: z.optional(z.string()),
});

const DEFINITION = z.object({
  Name: z.optional(z.string()),
  SecretString: z.optional(z.string()),
  GenerateSecretString: z.optional(GENERATED),
});

export interface SecretDefinition {
  readonly name?: string;
  /** The first value, made anew at each call. */
  firstValue(): string;
}

/** Reads an `AWS::SecretsManager::Secret`; throws an Error that says what is wrong. */
export function parseSecretDefinition(properties: unknown): SecretDefinition {
  const read = z.safeParse(DEFINITION, properties);
  if (!read.success) throw new Error(flawsOf(read.error));
  const { Name: name, SecretString, GenerateSecretString: generated } = read.data;
  if ((SecretString === undefined) === (generated === undefined)) {
    throw new Error('a secret needs either SecretString or GenerateSecretString');
  }
  const named = name === undefined ? {} : { name };
  if (generated === undefined) return { ...named, firstValue: () => SecretString ?? '' };
  const { SecretStringTemplate: template, GenerateStringKey: key } = generated;
  if ((template === undefined) !== (key === undefined)) {
    throw new Error('SecretStringTemplate and GenerateStringKey need one another');
  }
  const given = template === undefined ? undefined : templateOf(template);
  return {
    ...named,
    firstValue() {
      const made = randomPassword(generated);
      return given && key !== undefined ? JSON.stringify({ ...given, [key]: made }) : made;
    },
  };
}

function templateOf(text: string): object {
  const flaw = `SecretStringTemplate ${text} must be a JSON object, as {"user":"shop"}`;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch (cause) {
    throw new Error(flaw, { cause });
  }
  throw new Error(flaw);
}

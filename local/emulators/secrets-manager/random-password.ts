import { randomInt } from 'node:crypto';
import { z } from 'zod/mini';

const flag = z._default(z.boolean(), false);

/** How a password is made, as the API and templates write it; the defaults are AWS's. */
export const PASSWORD = {
  PasswordLength: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(4096)), 32),
  ExcludeCharacters: z._default(z.string(), ''),
  ExcludeLowercase: flag,
  ExcludeNumbers: flag,
  ExcludePunctuation: flag,
  ExcludeUppercase: flag,
  IncludeSpace: flag,
  RequireEachIncludedType: z._default(z.boolean(), true),
};

const password = z.object(PASSWORD);
type Password = z.output<typeof password>;

/** The options of `GetRandomPassword`. */
export const RANDOM_PASSWORD = z.strictObject(PASSWORD);

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const UPPERCASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NUMBERS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Throws an Error where the options leave no signs, or a password too short for one of each kind. */
export function randomPassword(options: Password): string {
  const kinds = kindsOf(options);
  const signs = kinds.join('');
  const { PasswordLength: length, RequireEachIncludedType } = options;
  if (signs === '') throw new Error('the exclusions leave no characters for a password');
  if (!RequireEachIncludedType) return randomText(length, signs);
  if (length < kinds.length) {
    throw new Error(
      `PasswordLength ${length} is too short for ${kinds.length} kinds of characters`,
    );
  }
  const one = kinds.map((kind) => randomText(1, kind));
  return shuffled([...one, ...randomText(length - one.length, signs)]);
}

export function randomText(length: number, signs = LOWERCASE + UPPERCASE + NUMBERS): string {
  return Array.from({ length }, () => signs[randomInt(signs.length)]).join('');
}

function kindsOf(options: Password): readonly string[] {
  const included = [
    options.ExcludeLowercase ? '' : LOWERCASE,
    options.ExcludeUppercase ? '' : UPPERCASE,
    options.ExcludeNumbers ? '' : NUMBERS,
    options.ExcludePunctuation ? '' : PUNCTUATION,
    options.IncludeSpace ? ' ' : '',
  ];
  const without = (kind: string) =>
    [...kind].filter((sign) => !options.ExcludeCharacters.includes(sign)).join('');
  return included.map(without).filter((kind) => kind !== '');
}

function shuffled(signs: string[]): string {
  for (let i = signs.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [signs[i], signs[j]] = [signs[j] ?? '', signs[i] ?? ''];
  }
  return signs.join('');
}

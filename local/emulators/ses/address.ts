import { AwsError } from '../../aws-error.ts';

/** One mailbox of a header: `ann@example.com` or `Ann <ann@example.com>`. */
export interface Address {
  readonly address: string;
  readonly domain: string;
  readonly name: string | undefined;
  /** As it was given. */
  readonly text: string;
}

const NAMED = /^(.*)<([^<>]*)>$/s;
const PRINTABLE = /^[ -~]*$/;
const LOCAL_PART = /^[^\s"(),:;<>@[\\\]]{1,64}$/;
const DOMAIN = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/i;

/** Reads an address by SES's rules: ASCII alone, other letters are to come as encoded words or Punycode. */
export function parseAddress(text: string): Address {
  if (!PRINTABLE.test(text)) throw bad(`Address contains control or non-ASCII characters`);
  const [, name, inside] = NAMED.exec(text.trim()) ?? [];
  const address = (inside ?? text).trim();
  const at = address.lastIndexOf('@');
  if (at < 0) throw bad("Missing final '@domain'");
  const domain = address.slice(at + 1);
  if (!LOCAL_PART.test(address.slice(0, at))) throw bad('Illegal address');
  if (!DOMAIN.test(domain)) throw bad('Domain contains illegal character');
  const displayName = name?.trim().replace(/^"(.*)"$/, '$1');
  return { address, domain, name: displayName || undefined, text };
}

function bad(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

import { redactAccounts } from './redact-accounts.ts';
import { redactAddresses } from './redact-addresses.ts';
import { redactNumbers } from './redact-numbers.ts';

type Rule = (text: string) => string;

/** What people write into a text field though it belongs into nobody's mailbox. Secrets first: they may hold the rest. */
const RULES: readonly Rule[] = [
  replacing(/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'),
  replacing(/\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[opsu]_\w{16,}|sk_(?:live|test)_\w{8,})\b/g, '[key]'),
  replacing(
    /\b(password|passwort|passwd|pwd|secret|token|api[_-]?key)(["']?\s*[:=]\s*)(?:\[secret\]|"[^"\n]*"|'[^'\n]*'|\S+)/gi,
    '$1$2[secret]',
  ),
  replacing(
    /[\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,5}/gu,
    '[e-mail]',
  ),
  redactAccounts,
  redactAddresses,
  redactNumbers,
];

/** A mark may bring together what stood apart; a second round is rare, a fourth has not been seen. */
const MOST_ROUNDS = 8;

/** The text without addresses, numbers and secrets, as far as expressions find them. Redacting twice changes nothing. */
export function redact(text: string): string {
  let redacted = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = redacted;
    redacted = RULES.reduce((rest, rule) => rule(rest), before);
    if (redacted === before) break;
  }
  return redacted;
}

function replacing(expression: RegExp, mark: string): Rule {
  return (text) => text.replace(expression, mark);
}

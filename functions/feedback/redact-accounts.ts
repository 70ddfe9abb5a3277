const ACCOUNT = /\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b/gi;

/** The shortest IBAN is Norway's. */
const SHORTEST = 15;

/** Hides IBANs whose check digits are right, in whatever case people write them. */
export function redactAccounts(text: string): string {
  return text.replace(ACCOUNT, (found) => {
    const account = accountIn(found);
    if (account === undefined) return found;
    return `[account]${redactAccounts(found.slice(account.length))}`;
  });
}

/** The words after an account look like part of it: the longest beginning that is one. */
function accountIn(found: string): string | undefined {
  let candidate = found;
  while (candidate.replaceAll(' ', '').length >= SHORTEST) {
    if (remainderOf(candidate.replaceAll(' ', '')) === 1) return candidate;
    const space = candidate.lastIndexOf(' ');
    if (space < 0) return undefined;
    candidate = candidate.slice(0, space);
  }
  return undefined;
}

/** ISO 13616: the number that the rearranged letters and digits spell, modulo 97. */
function remainderOf(iban: string): number {
  const rearranged = `${iban.slice(4)}${iban.slice(0, 4)}`;
  return [...rearranged].reduce((remainder, character) => {
    const value = Number.parseInt(character, 36);
    return (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
}

/** Left as they are, because the digits in them are nobody's. */
const HARMLESS = [
  String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`, // a UUID
  String.raw`\b(?=[0-9]{0,63}[a-f])[0-9a-f]{7,64}\b`, // a commit
  String.raw`\b(?:19|20)\d\d([-/.])[01]?\d\1[0-3]?\d(?!\d)`, // a date
  String.raw`\b[0-3]?\d([-/.])[01]?\d\2(?:19|20)\d\d(?!\d)`,
  String.raw`\b[1-9]\d{0,2}(?:[. ]\d{3})+[.,]\d\d(?!\d)`, // a price
].join('|');

/** Eight digits or more, apart by as much as people put between them. */
const NUMBER = String.raw`\+?\(?\d(?:[ ()./-]{0,2}\d){7,}`;

const EITHER = new RegExp(`(?:${HARMLESS})|(${NUMBER})`, 'g');

const VERSION = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2,}$/;
const AMERICAN = /^\d{3}\.\d{3}\.\d{4}$/;

/** Hides numbers of cards, telephones and accounts; dates, versions, prices and commits stay readable. */
export function redactNumbers(text: string): string {
  return text.replace(EITHER, (found, _dash, _slash, number: string | undefined) => {
    if (number === undefined || isVersion(number)) return found;
    return isCard(number.replace(/\D/g, '')) ? '[card]' : '[number]';
  });
}

function isVersion(number: string): boolean {
  return VERSION.test(number) && !AMERICAN.test(number);
}

/** Luhn: every second digit from the right counts twice. */
function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reduceRight((total, digit, index) => {
    const isDoubled = (digits.length - index) % 2 === 0;
    const value = Number(digit) * (isDoubled ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

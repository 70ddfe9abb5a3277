import type { Expectation, Json, TextTest, ValueTest } from '../targets/expectation.ts';
import type { Answer } from './answer.ts';
import { textInWords } from './excerpt.ts';
import { valueAt } from './json-path.ts';
import { isSecretName } from './masked.ts';
import { statusInWords } from './status-in-words.ts';
import { textPasses, wantedText } from './text-test.ts';
import { valueInWords } from './value-in-words.ts';
import { valuePasses, wantedValue } from './value-test.ts';

type On<K extends Expectation['on']> = Extract<Expectation, { readonly on: K }>;
type Broken = string | undefined;

/** In place of a value that may open something. */
const NOT_SHOWN = 'something else, which is not shown';

/** Why an answer is not what is expected: `status was 503, expected 200–299`; undefined where it is. */
export function broken(
  expectation: Expectation,
  answer: Answer,
  isLatencyTrusted: boolean,
): Broken {
  switch (expectation.on) {
    case 'status':
      return brokenStatus(expectation, answer);
    case 'header':
      return brokenHeader(expectation, answer);
    case 'body':
      return brokenBody(expectation.is, answer);
    case 'json':
      return brokenJson(expectation, answer);
    case 'certificate':
      return brokenCertificate(expectation.atLeastDays, answer);
    case 'record':
      return brokenRecord(expectation.is, answer);
    default:
      return isLatencyTrusted ? brokenTime(expectation, answer) : undefined;
  }
}

function brokenStatus({ ranges }: On<'status'>, { http }: Answer): Broken {
  const status = http?.status;
  if (status !== undefined && ranges.some(([from, to]) => from <= status && status <= to)) return;
  return `status was ${status ?? 'missing'}, expected ${statusInWords(ranges)}`;
}

function brokenHeader({ name, is }: On<'header'>, { http }: Answer): Broken {
  const cookies = name === 'set-cookie' ? http?.setCookies.join(', ') : undefined;
  const value = http?.headers.get(name) ?? (cookies || undefined);
  if (textPasses(is, value)) return undefined;
  const found = value !== undefined && isSecretName(name) ? NOT_SHOWN : textInWords(value);
  return `header ${name} was ${found}, expected ${wantedText(is)}`;
}

function brokenBody(is: TextTest, answer: Answer): Broken {
  const { http } = answer;
  const text = http === undefined || http.body.length === 0 ? undefined : answer.text;
  if (textPasses(is, text ?? ('exists' in is ? undefined : ''))) return undefined;
  const extent = http?.isTruncated ? ' in its first 256 kB' : '';
  return `body was ${textInWords(text ?? '')}, expected ${wantedText(is)}${extent}`;
}

function brokenJson({ path, is }: On<'json'>, answer: Answer): Broken {
  const { document } = answer;
  if (document === undefined) {
    const found = answer.http?.isTruncated ? 'longer than 256 kB' : textInWords(answer.text);
    return `body was ${found}, expected JSON`;
  }
  return brokenValue(path, is, valueAt(document.value, path));
}

function brokenValue(path: string, is: ValueTest, value: Json | undefined): Broken {
  if (valuePasses(is, value)) return undefined;
  const found = typeof value === 'string' && isSecretName(path) ? NOT_SHOWN : valueInWords(value);
  return `${path} was ${found}, expected ${wantedValue(is)}`;
}

function brokenCertificate(atLeastDays: number, { seen }: Answer): Broken {
  const certificate = 'certificate' in seen ? seen.certificate : undefined;
  if (certificate === undefined) return 'there was no certificate: it did not answer over TLS';
  const { daysLeft } = certificate;
  if (daysLeft >= atLeastDays) return undefined;
  const when = daysLeft < 0 ? `expired ${days(-daysLeft)} ago` : `expires in ${days(daysLeft)}`;
  return `certificate ${when}, expected at least ${atLeastDays}`;
}

/** Whatever is expected of a record, one that passes is enough; only an unwanted one must not be among them. */
function brokenRecord(is: TextTest, { seen }: Answer): Broken {
  const records = seen.kind === 'dns' ? seen.records : [];
  if (passesAmong(is, records)) return undefined;
  const found = records.length === 0 ? 'missing' : textInWords(records.join(', '));
  return `record was ${found}, expected ${wantedText(is)}`;
}

function passesAmong(is: TextTest, records: readonly string[]): boolean {
  if ('exists' in is) return records.length > 0 === is.exists;
  if ('excludes' in is) return records.every((record) => textPasses(is, record));
  return records.some((record) => textPasses(is, record));
}

/** Rounded up, so that a sentence never says `500 ms, expected 500 ms or less`. */
function brokenTime({ on, ms }: On<'headersWithin' | 'totalWithin'>, { seen }: Answer): Broken {
  const took = on === 'headersWithin' ? seen.latencyMs : seen.totalMs;
  if (took === undefined || took <= ms) return undefined;
  const found = on === 'headersWithin' ? 'answered after' : 'took';
  return `${found} ${Math.ceil(took)} ms${on === 'totalWithin' ? ' in all' : ''}, expected ${ms} ms or less`;
}

const days = (count: number) => `${count} day${count === 1 ? '' : 's'}`;

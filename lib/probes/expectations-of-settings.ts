import type {
  Expectation,
  Json,
  TextTest,
  ValueTest,
} from '../../functions/probes/targets/expectation.ts';
import { durationOf } from '../settings/duration-text.ts';
import type {
  AnswerExpectations,
  BodyExpectation,
  DnsExpectations,
  StatusSettings,
  TcpExpectations,
  TextExpectation,
  TlsExpectations,
  ValueExpectation,
} from '../settings/probe-expectation-settings.ts';

const DEFAULT_STATUS = '200-299';
const DEFAULT_CERTIFICATE_DAYS = 7;

/**
 * What a healthy answer to a request is like, as the prober reads it.
 *
 * @param isEncrypted - whether the address is of https, as far as it is known
 */
export function answerExpectations(
  expect: AnswerExpectations = {},
  isEncrypted: boolean,
): readonly Expectation[] {
  const { status = DEFAULT_STATUS, headers = {}, body = {}, json = {}, headersWithin } = expect;
  const statuses = [status].flat();
  return [
    { on: 'status', ranges: statuses.map(rangeOf) },
    ...Object.entries(headers).flatMap(([name, is]) =>
      textTests(is).map((test) => ({ on: 'header', name: name.toLowerCase(), is: test }) as const),
    ),
    ...bodyTests(body).map((is) => ({ on: 'body', is }) as const),
    ...Object.entries(json).flatMap(([path, is]) =>
      valueTests(is).map((test) => ({ on: 'json', path, is: test }) as const),
    ),
    ...(isEncrypted ? certificate(expect) : []),
    ...(headersWithin ? [within('headersWithin', headersWithin)] : []),
    ...tcpExpectations(expect),
  ];
}

export function tcpExpectations({ totalWithin }: TcpExpectations = {}): readonly Expectation[] {
  return totalWithin ? [within('totalWithin', totalWithin)] : [];
}

export function dnsExpectations(expect: DnsExpectations = {}): readonly Expectation[] {
  const { record } = expect;
  const records = record === undefined ? [] : textTests(record);
  return [...records.map((is) => ({ on: 'record', is }) as const), ...tcpExpectations(expect)];
}

export function tlsExpectations(expect: TlsExpectations = {}): readonly Expectation[] {
  return [...certificate(expect), ...tcpExpectations(expect)];
}

function certificate({ certificateDays = DEFAULT_CERTIFICATE_DAYS }: TlsExpectations) {
  return [{ on: 'certificate', atLeastDays: certificateDays } as const];
}

function within(on: 'headersWithin' | 'totalWithin', text: Parameters<typeof durationOf>[0]) {
  return { on, ms: durationOf(text).toMilliseconds() } as const;
}

function rangeOf(status: StatusSettings): readonly [number, number] {
  const [first = '', last = first] = String(status).split('-');
  return [Number(first), Number(last)];
}

function textTests(is: string | TextExpectation): TextTest[] {
  if (typeof is === 'string') return [{ equals: is }];
  const { equals, contains, excludes, matches, exists } = is;
  return [
    ...(equals === undefined ? [] : [{ equals }]),
    ...(contains === undefined ? [] : [{ contains }]),
    ...(excludes === undefined ? [] : [{ excludes }]),
    ...(matches === undefined ? [] : [{ matches }]),
    ...(exists === undefined ? [] : [{ exists }]),
  ];
}

function bodyTests({ contains = [], excludes = [], matches = [] }: BodyExpectation): TextTest[] {
  return [
    ...[contains].flat().map((text) => ({ contains: text })),
    ...[excludes].flat().map((text) => ({ excludes: text })),
    ...[matches].flat().map((text) => ({ matches: text })),
  ];
}

function valueTests(is: Json | ValueExpectation): ValueTest[] {
  if (!isTests(is)) return [{ equals: is }];
  return Object.entries(is)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ [name]: value }) as ValueTest); // its keys are those of a test
}

/** An object is what holds of a value; one to be equal to stands in `equals`. */
function isTests(is: Json | ValueExpectation): is is ValueExpectation {
  return typeof is === 'object' && is !== null && !Array.isArray(is);
}

import type { Expectation } from '../../functions/probes/targets/expectation.ts';
import type { RequestBody } from '../../functions/probes/targets/http-request.ts';
import type {
  DnsTarget,
  HttpTarget,
  RecordType,
  Target,
  TcpTarget,
  TlsTarget,
} from '../../functions/probes/targets/target.ts';
import { CliError } from '../cli-error.ts';
import { misfitOf } from './misfit-of.ts';
import type { UrlTargetOptions } from './url-target-options.ts';

const DEFAULT_STATUS: Expectation = { on: 'status', ranges: [[200, 299]] };
const DEFAULT_CERTIFICATE: Expectation = { on: 'certificate', atLeastDays: 7 };
const HTTPS_PORT = 443;

export const RECORD_TYPES: readonly RecordType[] = [
  ...(['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'SRV', 'TXT'] as const),
];

/** The target that an address and some options stand for, with what the settings would expect of it without a word. */
export function urlTarget(address: string, options: UrlTargetOptions): Target {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const misfit = url && misfitOf(url, options);
  if (misfit !== undefined) throw wrongUse(misfit);
  const target = url && targetAt(url, options);
  if (target) return target;
  throw wrongUse(
    `'${address}' is no address to probe. Write it whole: https://…, http://…, tcp://host:port, tls://host or dns://host/MX.`,
  );
}

function targetAt(url: URL, options: UrlTargetOptions): Target | undefined {
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return httpTarget(url, options);
    case 'tcp:':
      return { kind: 'tcp', ...baseOf(options), ...peerOf(url) } satisfies TcpTarget;
    case 'tls:':
      return tlsTarget(url, options);
    case 'dns:':
      return dnsTarget(url, options);
    default:
      return undefined;
  }
}

function httpTarget(url: URL, options: UrlTargetOptions): HttpTarget {
  const { header = [], data, method = data === undefined ? 'GET' : 'POST', redirects } = options;
  const headers = Object.fromEntries(header.map(headerOf));
  const defaults =
    url.protocol === 'https:' ? [DEFAULT_STATUS, DEFAULT_CERTIFICATE] : [DEFAULT_STATUS];
  return {
    kind: 'http',
    ...baseOf(options, defaults),
    request: {
      method,
      url: url.href,
      headers,
      ...(data !== undefined && { body: bodyOf(data) }),
      maxRedirects: redirects,
      ports: [],
    },
  };
}

function tlsTarget(url: URL, options: UrlTargetOptions): TlsTarget {
  const peer = peerOf(url, HTTPS_PORT);
  return { kind: 'tls', ...baseOf(options, [DEFAULT_CERTIFICATE]), ...peer };
}

function dnsTarget(url: URL, options: UrlTargetOptions): DnsTarget {
  const written = url.pathname.slice(1).toUpperCase() || 'A';
  const record = RECORD_TYPES.find((type) => type === written);
  if (record) return { kind: 'dns', ...baseOf(options), host: url.hostname, record };
  throw wrongUse(`'${written}' is no record to ask for. Give one of ${RECORD_TYPES.join(', ')}.`);
}

/** What is expected without a word, unless something of its kind is. */
function baseOf({ expect, timeout }: UrlTargetOptions, defaults: readonly Expectation[] = []) {
  const isNamed = ({ on }: Expectation) => expect.some((each) => each.on === on);
  return {
    name: 'test',
    group: 'none',
    giveUpAfterMs: timeout,
    expect: [...defaults.filter((each) => !isNamed(each)), ...expect],
  };
}

function peerOf(url: URL, defaultPort?: number) {
  const port = url.port === '' ? defaultPort : Number(url.port);
  if (url.hostname === '' || port === undefined) {
    throw wrongUse(`'${url.href}' names no port. Write it whole: tcp://db.example.com:5432.`);
  }
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port };
}

function headerOf(text: string): readonly [name: string, value: string] {
  const [, name, value] =
    /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name.toLowerCase(), value];
  throw wrongUse(`'${text}' is no header. Write --header 'accept: application/json'.`);
}

/** JSON is sent as such, as whoever types it means it; a header says otherwise. */
function bodyOf(text: string): RequestBody {
  return { text, contentType: isJson(text) ? 'application/json' : 'text/plain; charset=utf-8' };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function wrongUse(message: string): CliError {
  return new CliError(message, { exitCode: 2 });
}

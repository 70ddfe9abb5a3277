import { printExpectation } from '../../functions/probes/expectations/print-expectation.ts';
import type { Expectation } from '../../functions/probes/targets/expectation.ts';
import { HEADERS_OF_THE_PROBER } from '../../functions/probes/targets/headers-of-the-prober.ts';
import type { UrlTargetOptions } from './url-target-options.ts';

const OF_ANSWERS = ['status', 'header', 'body', 'json', 'headersWithin', 'totalWithin'] as const;

/** What can be expected where. */
const TOLD_BY: ReadonlyMap<string, readonly Expectation['on'][]> = new Map<
  string,
  readonly Expectation['on'][]
>([
  ['http:', OF_ANSWERS],
  ['https:', [...OF_ANSWERS, 'certificate']],
  ['tcp:', ['totalWithin']],
  ['tls:', ['certificate', 'totalWithin']],
  ['dns:', ['record', 'totalWithin']],
]);

/** What of the options does not go with an address, or with another option: what settings would refuse of a probe. */
export function misfitOf(url: URL, options: UrlTargetOptions): string | undefined {
  const told = TOLD_BY.get(url.protocol);
  if (!told) return undefined; // nothing that is probed
  const isHttp = /^https?:$/.test(url.protocol);
  return (
    addressMisfit(url, isHttp) ??
    (isHttp ? requestMisfit(options) : strayMisfit(url, options)) ??
    expectationMisfit(url, options, told)
  );
}

/** Without the address, which may hold a password. */
function addressMisfit(url: URL, isHttp: boolean): string | undefined {
  const { protocol, username, password, pathname, search, hash } = url;
  if (`${username}${password}` !== '') return 'An address to probe holds no user and no password.';
  const rest = `${protocol === 'dns:' || pathname === '/' ? '' : pathname}${search}${hash}`;
  if (isHttp || rest === '') return undefined;
  return `'${rest}' does not belong into an address with ${protocol}//`;
}

function strayMisfit({ protocol, port }: URL, { method, header, data }: UrlTargetOptions) {
  if (protocol === 'dns:' && port !== '') {
    return `Name servers are the resolver's own: leave out the port ${port}.`;
  }
  if (method === undefined && header === undefined && data === undefined) return undefined;
  return `--method, --header and --data are for http and https, not for ${protocol}//`;
}

function requestMisfit({ method, header = [], data }: UrlTargetOptions): string | undefined {
  if (data !== undefined && (method === 'GET' || method === 'HEAD')) {
    return `--data is there, but ${method} has no body.`;
  }
  const names = header.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  const own = names.find((name) => HEADERS_OF_THE_PROBER.includes(name));
  if (own !== undefined) return `--header ${own} is written by the prober itself.`;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `--header ${twice} is there twice.`;
}

function expectationMisfit(
  { protocol }: URL,
  { expect, method }: UrlTargetOptions,
  told: readonly Expectation['on'][],
): string | undefined {
  const stray = expect.find(({ on }) => !told.includes(on));
  if (stray) return `${protocol}// cannot tell whether '${printExpectation(stray)}' holds.`;
  const bodily = method === 'HEAD' && expect.find(({ on }) => on === 'body' || on === 'json');
  if (!bodily) return undefined;
  return `'${printExpectation(bodily)}' is expected, but an answer to HEAD has no body.`;
}

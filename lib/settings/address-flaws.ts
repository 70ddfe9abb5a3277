import { type AddressGuard, createAddressGuard } from '../../functions/shared/address-guard.ts';
import { type Entry, entriesOf, entryAt, textAt } from './entries.ts';
import { isPrivateRange } from './private-range.ts';
import { refusalOf } from './public-address.ts';
import type { Flaw } from './settings-error.ts';
import { own } from './shape.ts';

/** From functions AWS lets nobody connect to it, so that none sends spam. */
const MAIL_PORT = '25';

/** What the prober's guard would refuse at each run, or AWS would. */
export function addressFlaws(settings: object): Flaw[] {
  const guards = guardsOf(settings);
  return entriesOf(settings, 'probes').flatMap((probe) => [
    ...[probe, ...entriesOf(probe.value, 'journey', probe.path)].flatMap((request) => [
      ...urlFlaws(request, 'url', guards),
      ...tokenFlaws(request, guards),
    ]),
    ...hostFlaws(probe, 'tcp', guards),
    ...hostFlaws(probe, 'tls', guards),
  ]);
}

/** One for each stage: every one of them probes the same targets. */
function guardsOf(settings: object): readonly AddressGuard[] {
  const stages = entriesOf(settings, 'stages').map(({ value }) => own(value, 'allowPrivate'));
  const ranges = stages.map((list) => (Array.isArray(list) ? list.filter(isPrivateRange) : []));
  return [...new Set(ranges.map((list) => JSON.stringify(list)))].map((list) =>
    createAddressGuard({ allowPrivate: JSON.parse(list) }),
  );
}

function tokenFlaws(request: Entry, guards: readonly AddressGuard[]): Flaw[] {
  return entryAt(request, 'auth')
    .flatMap((auth) => entryAt(auth, 'oauth2'))
    .flatMap((oauth2) => urlFlaws(oauth2, 'tokenUrl', guards));
}

function urlFlaws({ path, value }: Entry, key: string, guards: readonly AddressGuard[]): Flaw[] {
  const url = textAt(value, key);
  if (url === undefined || !/^https?:/i.test(url) || !URL.canParse(url)) return [];
  return refusedFlaws(`${path}.${key}`, new URL(url), guards);
}

function hostFlaws({ path, value }: Entry, key: string, guards: readonly AddressGuard[]): Flaw[] {
  const address = `http://${textAt(value, key)}`;
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  if (url.username || url.pathname !== '/') return []; // no host and port, which its shape says
  return refusedFlaws(`${path}.${key}`, url, guards);
}

function refusedFlaws(path: string, url: URL, guards: readonly AddressGuard[]): Flaw[] {
  if (url.username || url.password) return []; // its shape says so
  if (url.port === MAIL_PORT) {
    const rule = 'must not have port 25, to which AWS lets no function connect.';
    return [{ path, rule, fix: 'Probe 587 or 465, or the name by dns.' }];
  }
  const [reason] = guards.flatMap((guard) => refusalOf(url, guard) ?? []);
  if (reason === undefined) return [];
  const fix =
    "Probe a public address, or allow a private one's range by vpc and allowPrivate of each stage.";
  return [{ path, rule: `must be public: ${reason}.`, fix }];
}

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { flawsOf, someSettings } from '../../support/settings.ts';

const ROOT = path.join(__dirname, '../../..');
const page = readFileSync(path.join(ROOT, 'docs/probes.md'), 'utf8');

test('docs/probes.md says of options what the types say', () => {
  const script = path.join(ROOT, 'scripts/probe-options.js');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test("the page's example is taken", () => {
  const [, example = ''] = /```ts\n([^`]*)```/.exec(page) ?? [];
  const settings = new Function(`return {${example}}`)();
  expect(settings.probes).toHaveLength(7);
  expect(flawsOf({ ...someSettings(), ...settings })).toEqual([]);
});

const odd = { anUnknownSetting: 1 };
const http = (more: object) => ({ probes: [{ name: 'a', path: '/', ...more }] });
const journey = (more: object) => ({
  probes: [{ name: 'a', journey: [{ name: 'b', path: '/', ...more }] }],
});
const probe = (more: object) => ({ probes: [{ name: 'a', ...more }] });

const all = 'Every probe';
const request = 'A request: of `path` and `url`, one';

test.each<[readonly string[], object, (readonly string[])?]>([
  [[all, request], http(odd), ['url']],
  [[all, request], probe({ url: 'https://example.com/', ...odd }), ['path']],
  [[all, 'TCP'], probe({ tcp: 'example.com:1', ...odd })],
  [[all, 'DNS'], probe({ dns: 'example.com', ...odd })],
  [[all, 'TLS'], probe({ tls: 'example.com:1', ...odd })],
  [[all, 'A journey'], probe({ journey: [{ name: 'b', path: '/' }], ...odd })],
  [[all, 'A heartbeat'], probe({ heartbeat: { period: '1h' }, ...odd }), ['timeout']],
  [['A heartbeat: heartbeat'], probe({ heartbeat: { period: '1h', ...odd } })],
  [['TCP: expect'], probe({ tcp: 'example.com:1', expect: odd })],
  [['DNS: expect'], probe({ dns: 'example.com', expect: odd })],
  [['TLS: expect'], probe({ tls: 'example.com:1', expect: odd })],
  [['Its `expect`'], http({ expect: odd })],
  [['What holds of a text'], http({ expect: { headers: { a: odd } } })],
  [['What holds of `body`'], http({ expect: { body: odd } })],
  [['What holds of a value in `json`'], http({ expect: { json: { '$.a': odd } } })],
  [['`oauth2`'], http({ auth: { oauth2: odd } })],
  [['`sigv4`'], http({ auth: { sigv4: odd } })],
  [[request, 'A step: as a request, and'], journey(odd), ['url']],
  [['A window of `maintenance`'], { maintenance: [odd] }],
])('the page names what the check takes: %j', (titles, differences, without = []) => {
  const documented = titles.flatMap(optionsIn).filter((name) => !without.includes(name));
  expect(takenBy(differences).toSorted()).toEqual([...new Set(documented)].toSorted());
});

test.each([
  ['`auth`, one way', http({ auth: {} })],
  ['`extract`: of these, one', journey({ extract: { a: {} } })],
])('the page names the ways of %s', (title, differences) => {
  const flaws = flawsOf({ ...someSettings(), ...differences }).join();
  const [, ways = ''] = /needs one of ([^.]*)\./.exec(flaws) ?? [];
  expect(ways.split(', ').map((way) => way.slice(1, -1))).toEqual(optionsIn(title));
});

/** What may be set beside an unknown setting: its flaw names it. */
function takenBy(differences: object): readonly string[] {
  const flaws = flawsOf({ ...someSettings(), ...differences });
  const [, names = ''] =
    /anUnknownSetting: .*Here you can set: ([^.]*)\./.exec(flaws.join('\n')) ?? [];
  return names.split(', ');
}

/** The options in the table under a heading; those within one of them as `heading: option`. */
function optionsIn(title: string): readonly string[] {
  const [heading = '', within] = title.split(/: (?=\w+$)/);
  const section = page.split(`### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  const names = [...section.matchAll(/^\| `([\w.]+)\??:/gm)].map(([, name = '']) => name);
  return within === undefined
    ? names.filter((name) => !name.includes('.'))
    : names.flatMap((name) =>
        name.startsWith(`${within}.`) ? [name.slice(within.length + 1)] : [],
      );
}

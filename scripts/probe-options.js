/**
 * `npm run docs:options`: writes every setting of probes into docs/probes.md, from the types and their comments. With
 * `--check` it writes nothing, and fails where the page says something else.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const PAGE = path.join(ROOT, 'docs/probes.md');
const BEGIN = '<!-- options: from the types, by `npm run docs:options` -->';
const END = '<!-- /options -->';

const FILES = [
  'lib/settings.ts',
  'lib/settings/maintenance-settings.ts',
  'lib/settings/probe-expectation-settings.ts',
  'lib/settings/probe-request-settings.ts',
  'lib/settings/probe-settings.ts',
];

/** What each table shows: interfaces, or one of their members as `Interface.member`; `a.Interface` for members of `a`. */
const TABLES = [
  [
    'In `afterprod.config.ts`',
    [
      'Settings.probes',
      'Settings.probeInterval',
      'Settings.maintenance',
      'Settings.probeRegions',
      'Settings.probeQuorum',
    ],
  ],
  ['Every stage, in `stages[…]`', ['StageSettings.vpc', 'StageSettings.allowPrivate']],
  ['Every probe', ['ProbeBase', 'ActiveProbeBase']],
  [
    'A request: of `path` and `url`, one',
    ['PathProbeSettings', 'UrlProbeSettings.url', 'RequestSettings'],
  ],
  ['Its `expect`', ['AnswerExpectations']],
  ['What holds of a text', ['TextExpectation']],
  ['What holds of `body`', ['BodyExpectation']],
  ['What holds of a value in `json`', ['ValueExpectation']],
  ['`body`, of one form', ['TextBody', 'JsonBody', 'FormBody']],
  ['`auth`, one way', ['BasicAuth', 'BearerAuth', 'OAuth2Auth', 'MtlsAuth', 'Sigv4Auth']],
  ['`oauth2`', ['OAuth2Settings']],
  ['`sigv4`', ['Sigv4Settings']],
  ['TCP', ['TcpProbeSettings', 'expect.TcpExpectations']],
  ['DNS', ['DnsProbeSettings', 'expect.DnsExpectations', 'expect.TcpExpectations']],
  ['TLS', ['TlsProbeSettings', 'expect.TlsExpectations', 'expect.TcpExpectations']],
  ['A journey', ['JourneyProbeSettings']],
  ['A step: as a request, and', ['StepBase']],
  ['`extract`: of these, one', ['JsonExtraction', 'HeaderExtraction', 'BodyExtraction']],
  ['A heartbeat', ['HeartbeatProbeSettings', 'heartbeat.HeartbeatSettings']],
  ['A window of `maintenance`', ['MaintenanceSettings']],
  ['`vpc` of a stage', ['VpcSettings']],
];

const interfaces = new Map(
  FILES.flatMap((file) => interfacesIn(readFileSync(path.join(ROOT, file), 'utf8'))),
);
const page = readFileSync(PAGE, 'utf8');
const [before, rest] = split(page, BEGIN);
const [, after] = split(rest, END);
const written = `${before}${BEGIN}\n\n${TABLES.map(tableOf).join('\n\n')}\n\n${END}${after}`;

if (!process.argv.includes('--check')) writeFileSync(PAGE, written);
else if (written !== page) {
  console.error('docs/probes.md tells other options than the types: run npm run docs:options');
  process.exitCode = 1;
}

function split(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${PAGE} has no ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/** Of a file as Biome formats it: an interface ends with a brace at the beginning of a line. */
function interfacesIn(source) {
  const found = source.matchAll(/^(?:export )?interface (\w+)[^{]*\{\n(.*?)^\}/gms);
  return [...found].map(([, name, body]) => [name, membersIn(name, body)]);
}

function membersIn(owner, body) {
  const members = body.matchAll(
    /(?:^ {2}\/\*\*((?:(?!\*\/).)*)\*\/\n)?^ {2}readonly (\w+)(\??): (.*?);$/gms,
  );
  return [...members].map(([, comment, name, optional, type]) => {
    const text = (comment ?? '')
      .replace(/^ *\* ?/gm, '')
      .replace(/\s+/g, ' ')
      .trim();
    const [what, fallback] = text.split(/ ?@default /);
    return { owner, name, what, type: shortened(type), isOptional: optional === '?', fallback };
  });
}

/** Of what holds of a value any part may be left out, and has no default then. */
function isTest(owner) {
  return ['TextExpectation', 'ValueExpectation'].includes(owner);
}

function shortened(type) {
  return type
    .replace(/\/\*\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/readonly /g, '')
    .replace(/Readonly<(Record<.*>)>/g, '$1')
    .replace(/Record<string, (.*)>/g, '{ [name]: $1 }')
    .replace(/DurationText/g, 'duration')
    .replace(/HttpRequest\['method'\]/g, 'string')
    .replace(/RecordType/g, 'string')
    .replace(/\b(\w+)Settings\b/g, '$1');
}

function tableOf([title, parts]) {
  const rows = parts.flatMap(membersOf).map(rowOf);
  return [`### ${title}`, '', '| option | what it is | default |', '|---|---|---|', ...rows].join(
    '\n',
  );
}

function membersOf(part) {
  const [, prefix = '', owner, member] = /^([a-z]+\.)?(\w+)(?:\.(\w+))?$/.exec(part) ?? [];
  const members = interfaces.get(owner) ?? [];
  const chosen = member ? members.filter(({ name }) => name === member) : members;
  if (chosen.length === 0) throw new Error(`no ${part} in ${FILES.join(', ')}`);
  return chosen.map((one) => ({ ...one, name: `${prefix}${one.name}` }));
}

function rowOf({ owner, name, type, what, isOptional, fallback }) {
  if (what === '') throw new Error(`${owner}.${name} says nothing of itself`);
  if (isOptional !== (fallback !== undefined) && !isTest(owner)) {
    throw new Error(`${owner}.${name}: a default goes with a question mark`);
  }
  const option = `\`${name}${isOptional ? '?' : ''}: ${type}\``;
  const cells = [option, what, fallback === undefined ? '' : defaultOf(fallback)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** `'10s' - '20s' of a journey`: a value, and what goes with it; or words alone. */
function defaultOf(fallback) {
  const [value, ...words] = fallback.split(/(?:^| )- /);
  const text = words.join(' - ');
  if (value === '') return text;
  return text ? `\`${value}\`; ${text}` : `\`${value}\``;
}

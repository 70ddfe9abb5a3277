/** The local cloud's page: reads its JSON every two seconds. All that others wrote is set as text, never as markup. */
const REFRESH_MS = 2000;
const shown = new Map();

refresh();
for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () => advance(button));
}

async function refresh() {
  try {
    const [overview, { alarms }, { messages }] = await Promise.all(
      ['/overview.json', '/alarms.json', '/mailbox.json'].map(readJson),
    );
    showHeader(overview, alarms);
    show('alarms', alarms, alarmCard, 'No alarms in this stage.');
    show('mailbox', messages, mail, 'No mail yet.');
    show('invocations', overview.invocations, invocationRow);
    show('addresses', addressesOf(overview), address);
    show('resources', byStack(overview.resources), stack);
  } catch {
    const summary = document.getElementById('summary');
    summary.textContent = 'The local cloud does not answer: start it with npm start.';
    summary.className = 'bad';
  }
  setTimeout(refresh, document.hidden ? 5 * REFRESH_MS : REFRESH_MS);
}

async function readJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function advance(button) {
  const buttons = [...document.querySelectorAll('[data-advance]')];
  for (const each of buttons) each.disabled = true;
  const body = JSON.stringify({ advance: button.dataset.advance });
  const headers = { 'content-type': 'application/json' };
  await fetch('/clock', { method: 'POST', body, headers }).catch(() => undefined);
  for (const each of buttons) each.disabled = false;
}

function showHeader({ stage, now, faults }, alarms) {
  document.getElementById('stage').textContent = stage;
  document.getElementById('now').textContent = moment(now);
  const firing = alarms.filter(({ state }) => state === 'ALARM').length;
  const summary = document.getElementById('summary');
  const trouble = faults.map(({ service, kind }) => `${service} ${kind}`).join(', ');
  summary.textContent =
    (firing > 0 ? `${firing} firing` : 'Nothing fires') + (trouble && ` (on purpose: ${trouble})`);
  summary.className = firing > 0 ? 'bad' : 'good';
}

/** Draws a list anew only when it has changed, so that selections and opened mails stay. */
function show(id, items, draw, nothing) {
  const state = JSON.stringify(items);
  if (shown.get(id) === state) return;
  shown.set(id, state);
  const place = document.getElementById(id);
  const open = new Set([...place.querySelectorAll('details[open]')].map(({ id: key }) => key));
  const drawn = items.flatMap(draw);
  place.replaceChildren(
    ...drawn,
    ...(items.length === 0 && nothing ? [el('p', { className: 'quiet' }, nothing)] : []),
  );
  for (const details of place.querySelectorAll('details')) details.open = open.has(details.id);
}

function alarmCard({ alarmName, state, description, reason, since }) {
  return el('li', { className: state }, [
    el('strong', {}, alarmName),
    el('p', {}, `${state}${since ? ` since ${moment(since)}` : ''}`),
    el('p', {}, reason),
    ...(description ? [el('p', {}, description)] : []),
  ]);
}

function mail({ id, at, from, to, subject, body, html, headers = {} }) {
  const lines = Object.entries({ From: from, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return el('details', { id: `mail-${id}` }, [
    el('summary', {}, [`${moment(at)}  ${subject} `, el('span', { className: 'quiet' }, to)]),
    el('p', { className: 'quiet' }, lines.join(', ')),
    el('pre', {}, laidOut(body)),
    ...(html === undefined || html === body ? [] : [el('pre', { className: 'quiet' }, html)]),
  ]);
}

/** CloudWatch's messages are JSON on one line. */
function laidOut(body) {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function invocationRow({ atMs, functionName, durationMs, cold, error }) {
  return el('tr', {}, [
    el('td', {}, moment(new Date(atMs).toISOString())),
    el('td', {}, functionName),
    el('td', { className: 'number' }, `${Math.round(durationMs)} ms`),
    el('td', { className: error ? 'bad' : '' }, error ?? (cold ? 'cold start' : 'ok')),
  ]);
}

function addressesOf({ awsEndpoint, region, apis }) {
  const urls = Object.entries(apis).map(([name, url]) => [name, `${url}/`, true]);
  return [['AWS endpoint', `${awsEndpoint} (${region})`, false], ...urls];
}

function address([name, text, isLink]) {
  const link = isLink ? el('a', { href: text }, text) : text;
  return [el('dt', {}, name), el('dd', {}, [link])];
}

function byStack(resources) {
  return Object.entries(Object.groupBy(resources, ({ stackName }) => stackName));
}

function stack([stackName, resources]) {
  const rows = resources.map(({ type, logicalId, ref, emulated }) =>
    el('tr', {}, [
      el('td', {}, type.replace('AWS::', '')),
      el('td', { title: logicalId }, ref),
      el('td', { className: 'quiet' }, emulated ? '' : 'no effect here'),
    ]),
  );
  return el('details', { id: `stack-${stackName}` }, [
    el('summary', {}, [
      stackName,
      ' ',
      el('span', { className: 'quiet' }, `${resources.length} resources`),
    ]),
    el('div', { className: 'scroll' }, [el('table', {}, [el('tbody', {}, rows)])]),
  ]);
}

/** `23 Nov 10:15:02`, in UTC as everything here. */
function moment(iso) {
  const date = new Date(iso);
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${day} ${date.toISOString().slice(11, 19)}`;
}

function el(name, properties, content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...[content].flat());
  return element;
}

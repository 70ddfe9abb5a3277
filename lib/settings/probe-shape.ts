import { oneOf } from './one-of.ts';
import {
  answerExpectationShape,
  dnsExpectationShape,
  tcpExpectationShape,
  tlsExpectationShape,
} from './probe-expectation-shape.ts';
import { requestFields } from './probe-request-shape.ts';
import {
  cron,
  domain,
  headerName,
  hostAndPort,
  jsonPath,
  path,
  pattern,
  url,
} from './probe-value-shapes.ts';
import { atMost, filled, leaf, list, object, optional, record, type Shape, text } from './shape.ts';
import { duration, shortName, timeZone } from './value-shapes.ts';

const RECORDS = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'SRV', 'TXT'];

const scheduleFields = {
  name: shortName("Name what it checks, e.g. 'health'."),
  every: optional(duration),
  cron: optional(cron),
  timeZone: optional(timeZone),
};

const baseFields = { ...scheduleFields, timeout: optional(duration) };

const extraction = oneOf(
  {
    json: object({ json: jsonPath }),
    header: object({ header: headerName }),
    body: object({ body: pattern }),
  },
  "Write { json: '$.token' }, { header: 'location' } or { body: 'id=(\\w+)' }.",
);

const variableName = text('letters, digits and _, at most 30', "E.g. 'orderId'.", /^\w{1,30}$/);

const answerFields = { ...requestFields, expect: optional(answerExpectationShape) };
const stepFields = {
  ...answerFields,
  name: shortName("Name what it does, e.g. 'log-in'."),
  extract: optional(record(variableName, extraction, 10)),
};

const step: Shape = oneOf(
  { path: object({ ...stepFields, path }), url: object({ ...stepFields, url }) },
  "Give 'path' for a path of the service, or 'url' for any other address.",
);

const heartbeat = object({ period: duration, grace: optional(duration) });

/** The form of one of `probes`. Its rules are in `probe-flaws.ts`. */
export const probeShape: Shape = oneOf(
  {
    path: object({ ...baseFields, ...answerFields, path }),
    url: object({ ...baseFields, ...answerFields, url }),
    tcp: object({ ...baseFields, tcp: hostAndPort, expect: optional(tcpExpectationShape) }),
    dns: object({
      ...baseFields,
      dns: domain,
      record: optional(
        leaf(`one of ${RECORDS.join(', ')}`, 'Write it in capitals.', (value) =>
          RECORDS.some((type) => type === value),
        ),
      ),
      expect: optional(dnsExpectationShape),
    }),
    tls: object({ ...baseFields, tls: hostAndPort, expect: optional(tlsExpectationShape) }),
    journey: object({
      ...baseFields,
      journey: filled(atMost(10, list(step))),
    }),
    heartbeat: object({ ...scheduleFields, heartbeat }),
  },
  "Give 'path' for a path of the service, 'url' for any other address, or another kind.",
);

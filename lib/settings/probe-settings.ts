import type { RecordType } from '../../functions/probes/targets/target.ts';
import type { DurationText } from './duration-text.ts';
import type { OneKind } from './one-kind.ts';
import type {
  AnswerExpectations,
  DnsExpectations,
  TcpExpectations,
  TlsExpectations,
} from './probe-expectation-settings.ts';
import type { RequestSettings } from './probe-request-settings.ts';

/** One thing that is checked from outside. Its kind is what it names: `path` or `url`, `tcp`, `dns`, `tls`, `journey`, `heartbeat`. */
export type ProbeSettings = OneKind<
  | PathProbeSettings
  | UrlProbeSettings
  | TcpProbeSettings
  | DnsProbeSettings
  | TlsProbeSettings
  | JourneyProbeSettings
  | HeartbeatProbeSettings
>;

interface ProbeBase {
  /** Names its metrics and alarms: lower case, digits, hyphens; at most 30. */
  readonly name: string;

  /**
   * Time between two runs: `10s`, `20s`, `30s`, or whole minutes from `1m` to `24h`.
   * @default - `probeInterval`
   */
  readonly every?: DurationText;

  /**
   * When it runs, instead of `every`: the six fields of AWS's cron (minutes, hours, day of month, month, day of week,
   * year), e.g. `0 6 ? * MON-FRI *`; one of the days is `?`.
   * @default - `every` says when
   */
  readonly cron?: string;

  /**
   * The clock of `cron`: an IANA name, e.g. `Europe/Berlin`.
   * @default 'UTC'
   */
  readonly timeZone?: string;
}

interface ActiveProbeBase extends ProbeBase {
  /**
   * After which one attempt is given up, with its redirects and all steps of a journey: from `100ms`. Two attempts must
   * fit into a run: at most `25s`; `13s`, `8s`, `3s` of probes that run every `30s`, `20s`, `10s`.
   * @default '10s' - '20s' of a journey, or the most that `every` allows where that is less
   */
  readonly timeout?: DurationText;
}

/** A request to the service. */
export interface PathProbeSettings extends ActiveProbeBase, RequestSettings {
  /** Below the service's URL, e.g. `/health`. */
  readonly path: string;

  /**
   * What a healthy answer is like. All must hold.
   * @default - a status from 200 to 299, and over https a certificate that is good for 7 days
   */
  readonly expect?: AnswerExpectations;
}

/** A request to any address. */
export interface UrlProbeSettings extends ActiveProbeBase, RequestSettings {
  /** A whole http or https address without credentials, e.g. `https://example.com/`. The port that it names is allowed. */
  readonly url: string;

  /**
   * What a healthy answer is like. All must hold.
   * @default - a status from 200 to 299, and over https a certificate that is good for 7 days
   */
  readonly expect?: AnswerExpectations;
}

/** Whether a port accepts connections. */
export interface TcpProbeSettings extends ActiveProbeBase {
  /** Host and port, e.g. `db.example.com:5432`. */
  readonly tcp: string;

  /**
   * What is expected of the connection.
   * @default - that it is accepted
   */
  readonly expect?: TcpExpectations;
}

/** Whether a name has records. */
export interface DnsProbeSettings extends ActiveProbeBase {
  /** A name, e.g. `example.com`. */
  readonly dns: string;

  /**
   * Which of its records: A, AAAA, CAA, CNAME, MX, NS, SRV or TXT.
   * @default 'A'
   */
  readonly record?: RecordType;

  /**
   * What the records are like.
   * @default - that there is one
   */
  readonly expect?: DnsExpectations;
}

/** Whether a server's certificate holds: its chain, its name, its days left. HTTPS probes check theirs by themselves. */
export interface TlsProbeSettings extends ActiveProbeBase {
  /** Host and port, e.g. `mail.example.com:993`. */
  readonly tls: string;

  /**
   * What the certificate is like.
   * @default - good for 7 days
   */
  readonly expect?: TlsExpectations;
}

/** Requests one after the other, each with the cookies and the variables of those before. */
export interface JourneyProbeSettings extends ActiveProbeBase {
  /** 1 to 10 steps. The first that fails ends the journey, and is named. */
  readonly journey: readonly StepSettings[];
}

/** A job that calls us, and tells by that that it ran: `POST /v1/heartbeats/{key}`, see `afterprod probes heartbeats`. */
export interface HeartbeatProbeSettings extends ProbeBase {
  /** How often it is to call. */
  readonly heartbeat: HeartbeatSettings;
}

export interface HeartbeatSettings {
  /** Between two beats: from `1m` to `768h`. */
  readonly period: DurationText;

  /**
   * Later than that by so much is still in time: at most `24h`.
   * @default '1m'
   */
  readonly grace?: DurationText;
}

/** One request of a journey: of `path` and `url`, one. */
export type StepSettings = OneKind<PathStepSettings | UrlStepSettings>;

interface StepBase extends RequestSettings {
  /** Unique in its journey: lower case, digits, hyphens; at most 30. */
  readonly name: string;

  /**
   * What its answer must be like for the journey to go on.
   * @default - a status from 200 to 299, and over https a certificate that is good for 7 days
   */
  readonly expect?: AnswerExpectations;

  /**
   * Variables for the steps after it, by name: letters, digits, `_`; at most 30. There `{{name}}` stands for the value, in
   * paths, addresses (after the host), values of headers, and bodies.
   * @default {}
   */
  readonly extract?: Readonly<Record<string, ExtractionSettings>>;
}

interface PathStepSettings extends StepBase {
  /** Below the service's URL, e.g. `/orders/{{order}}`. */
  readonly path: string;
}

interface UrlStepSettings extends StepBase {
  /** A whole http or https address without credentials. */
  readonly url: string;
}

/** Where the value of a variable stands: of `json`, `header` and `body`, one. */
export type ExtractionSettings = OneKind<JsonExtraction | HeaderExtraction | BodyExtraction>;

interface JsonExtraction {
  /** Its path in a JSON answer, e.g. `$.order.id`: a text, number or boolean stands there. */
  readonly json: string;
}

interface HeaderExtraction {
  /** A header's name. */
  readonly header: string;
}

interface BodyExtraction {
  /** An expression of RE2's syntax: its first group, or all that it matches in the body. */
  readonly body: string;
}

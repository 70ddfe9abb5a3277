import type { Json } from '../../functions/probes/targets/expectation.ts';
import type { DurationText } from './duration-text.ts';

/** What a healthy answer to a request is like. All must hold. */
export interface AnswerExpectations {
  /**
   * A status, a range like `'200-299'`, or a list of both, any of which may be.
   * @default '200-299'
   */
  readonly status?: StatusSettings | readonly StatusSettings[];

  /**
   * Headers by name: the exact value, or what holds of it. Several lines of one name are joined by `, `.
   * @default {}
   */
  readonly headers?: Readonly<Record<string, string | TextExpectation>>;

  /**
   * What holds of the body as text, of which 256 kB are read.
   * @default - any body will do
   */
  readonly body?: BodyExpectation;

  /**
   * Values in a JSON body by their path (a singular query of RFC 9535, e.g. `$.items[0].price`): the exact value, or what
   * holds of it.
   * @default {}
   */
  readonly json?: Readonly<Record<string, JsonScalar | readonly Json[] | ValueExpectation>>;

  /**
   * Whole days for which the certificate must still be good, and all that are sent along: from 0 to 365. Only over https.
   * @default 7
   */
  readonly certificateDays?: number;

  /**
   * From the sent request, on an open connection, to the headers of its answer, inclusive: from `1ms`, under `timeout`.
   * @default - `timeout` bounds it
   */
  readonly headersWithin?: DurationText;

  /**
   * From the first look-up to the last byte, with all redirects, inclusive: from `1ms`, under `timeout`.
   * @default - `timeout` bounds it
   */
  readonly totalWithin?: DurationText;
}

export interface TcpExpectations {
  /**
   * Look-up and connection, inclusive: from `1ms`, under `timeout`.
   * @default - `timeout` bounds it
   */
  readonly totalWithin?: DurationText;
}

export interface DnsExpectations extends TcpExpectations {
  /**
   * One of the records, exactly, or what holds of at least one, e.g. `10 mail.example.com` of an MX record.
   * @default - any record will do
   */
  readonly record?: string | TextExpectation;
}

export interface TlsExpectations extends TcpExpectations {
  /**
   * Whole days for which the certificate must still be good, and all that are sent along: from 0 to 365.
   * @default 7
   */
  readonly certificateDays?: number;
}

/** From 200 to 599; a range has both ends, and both count. */
export type StatusSettings = number | `${number}-${number}`;

/** What holds of a text: all that is given, at least one. Texts have at most 1000 characters. */
export interface TextExpectation {
  /** The whole text. */
  readonly equals?: string;
  /** A part of it. */
  readonly contains?: string;
  /** What must not be in it. */
  readonly excludes?: string;
  /** An expression of RE2's syntax, found anywhere in the text. It takes time in proportion to the text, whatever it is. */
  readonly matches?: string;
  /** Whether it is there at all. */
  readonly exists?: boolean;
}

/** Texts of which each must hold. */
export interface BodyExpectation {
  /**
   * Parts of it.
   * @default []
   */
  readonly contains?: string | readonly string[];
  /**
   * What must not be in it.
   * @default []
   */
  readonly excludes?: string | readonly string[];
  /**
   * Expressions of RE2's syntax, found anywhere in the body.
   * @default []
   */
  readonly matches?: string | readonly string[];
}

/** What holds of a JSON value: all that is given, at least one. */
export interface ValueExpectation {
  /** The same value; lists and objects with all that is in them. */
  readonly equals?: Json;
  /** Another value, or none. */
  readonly differs?: Json;
  /** One of these. */
  readonly oneOf?: readonly Json[];
  /** Greater than. */
  readonly above?: number;
  /** This, or greater. */
  readonly atLeast?: number;
  /** Less than. */
  readonly below?: number;
  /** This, or less. */
  readonly atMost?: number;
  /** A part of a text, or an element of a list. */
  readonly contains?: Json;
  /** An expression of RE2's syntax, found anywhere in the text. */
  readonly matches?: string;
  /** Whether there is a value at all; `null` is one. */
  readonly exists?: boolean;
}

type JsonScalar = string | number | boolean | null;

/** What is known of an object beside its bytes. */
export interface ObjectHead {
  readonly key: string;
  readonly size: number;
  /** The MD5 of the bytes in hexadecimal; S3 writes it in quotes. */
  readonly etag: string;
  readonly contentType: string;
  /** Further headers that come back as they were given, by the SDK's name: `ContentDisposition`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Driven time, in epoch milliseconds. */
  readonly modifiedMs: number;
}

/** The headers that an object keeps beside its type. */
export const KEPT_HEADERS = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
] as const;

/** In lower case: set by the exchange itself, or about one connection only. No target names them. */
export const HEADERS_OF_THE_PROBER: readonly string[] = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

import type { Expectation } from '../../functions/probes/targets/expectation.ts';
import type { HttpRequest } from '../../functions/probes/targets/http-request.ts';

/** What may be said of an address that is tried. */
export interface UrlTargetOptions {
  readonly method?: HttpRequest['method'];
  /** `name: value` each. */
  readonly header?: readonly string[];
  readonly data?: string;
  readonly redirects: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly expect: readonly Expectation[];
}

import type { CookieJar } from '../journeys/cookie-jar.ts';
import type { HttpRequest } from '../targets/http-request.ts';
import type { PreparedRequest } from './prepared-request.ts';

/** Makes a request ready to go out. Rejects with `NotSent` where it cannot. */
export type Authenticate = (request: HttpRequest, session?: Session) => Promise<PreparedRequest>;

/** What a journey carries from request to request. */
export interface Session {
  readonly cookies: CookieJar;
  /** Names of headers that hold what an answer said: no other origin gets them. */
  readonly privateHeaders: ReadonlySet<string>;
}

import type { HttpRequest } from './http-request.ts';
import type { Target } from './target.ts';

/**
 * Expects no certificate of addresses that turned out to be of http: settings refuse that where they know the address, but
 * that of the service may be known at deployment only.
 */
export function withoutIdleCertificates(target: Target): Target {
  if (target.kind === 'journey') return { ...target, steps: target.steps.map(withoutIdle) };
  return target.kind === 'http' ? withoutIdle(target) : target;
}

type Asking = Pick<Target, 'expect'> & { readonly request: HttpRequest };

function withoutIdle<T extends Asking>(asking: T): T {
  if (!/^http:/i.test(asking.request.url)) return asking;
  return { ...asking, expect: asking.expect.filter(({ on }) => on !== 'certificate') };
}

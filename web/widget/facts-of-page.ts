import { attempt } from './attempt.ts';
import type { PageFacts } from './page-facts.ts';
import { saidByPage } from './said-by-page.ts';

/** What a page may say in its own scripts, before or after the widget is loaded: `window.afterprod`. */
export interface PageStatement {
  readonly release?: string;
  /** Toggle key -> variant, or what answers that at the time of sending. */
  readonly toggles?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  /** How toggles know the visitor: asked for by the attribute `beta`. */
  readonly targetingKey?: string;
}

/**
 * Reads the page at the time of sending. `window.afterprod` goes first, then the widget's attributes, then
 * `<meta name="afterprod-release">` and `<meta name="afterprod-toggles">`.
 *
 * @param locale - which the dialog speaks: mails are written in it
 */
export function factsOfPage(widget: Element, errors: readonly string[], locale: string): PageFacts {
  const { afterprod = {} } = globalThis as { afterprod?: PageStatement };
  const said = (name: string) => saidByPage(widget, name);
  const { toggles = parsed(said('toggles')) } = afterprod;
  return {
    url: location.href,
    release: afterprod.release ?? said('release'),
    toggles: typeof toggles === 'function' ? attempt(() => toggles()) : toggles,
    errors,
    locale,
    width: innerWidth,
    height: innerHeight,
    userAgent: navigator.userAgent,
  };
}

/** A page's mistake costs its toggles, not its visitor's words. */
function parsed(json = ''): unknown {
  return attempt(() => JSON.parse(json));
}

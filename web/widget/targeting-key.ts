import { saidByPage } from './said-by-page.ts';

/** As the API takes it: no address, for the history of toggles keeps it. */
const KEY = /^[!-?A-~]{1,64}$/;

/** How toggles know the visitor: `window.afterprod.targetingKey`, the attribute `targeting-key`, or the `<meta>` of that name. */
export function targetingKeyOf(widget: Element): string | undefined {
  const { afterprod } = globalThis as { afterprod?: { targetingKey?: unknown } };
  const key = afterprod?.targetingKey ?? saidByPage(widget, 'targeting-key');
  return typeof key === 'string' && KEY.test(key) ? key : undefined;
}

/**
 * The file for a script tag: it makes the element known, and where the tag names an endpoint, puts one into the page with
 * the tag's `data-*` as its attributes. The other files lie beside it.
 */
import { defineElement } from './define-element.ts';
import { registerLocale, type Texts } from './locales.ts';

const { currentScript } = document;
const script = currentScript instanceof HTMLScriptElement ? currentScript : undefined;
const { afterprod } = globalThis as { afterprod?: { locales?: Readonly<Record<string, Texts>> } };

for (const [language, texts] of Object.entries(afterprod?.locales ?? {})) {
  registerLocale(language, texts);
}
const beside = (name: string) =>
  new URL(`afterprod-feedback-${name}.js`, script?.src ?? location.href).href;
defineElement({
  dialog: () => import(beside('dialog')),
  prover: () => import(beside('prover')),
  screenshot: () => import(beside('screenshot')),
});
if (script?.dataset['endpoint']) {
  const widget = document.createElement('afterprod-feedback');
  for (const { name, value } of script.attributes) {
    if (name.startsWith('data-')) widget.setAttribute(name.slice('data-'.length), value);
  }
  if (document.body) document.body.append(widget);
  else addEventListener('DOMContentLoaded', () => document.body.append(widget));
}

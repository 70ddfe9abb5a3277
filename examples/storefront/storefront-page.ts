import { type Html, html, verbatim } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { PRODUCTS, type Product } from './products.ts';

export interface PageContent {
  readonly release: string;
  /** The variant of each toggle that changes this page, as the visitor has it. */
  readonly toggles: Readonly<Record<string, string>>;
  readonly hasNewCheckout: boolean;
  /** How toggles know the visitor: those who want to try new things first are known by it. */
  readonly visitor: string;
  readonly feedback: { readonly url: string; readonly key: string };
  /** Where the page's own files lie, ending in `/`. */
  readonly root: string;
}

/** The shop's one page. */
export function storefrontPage(content: PageContent): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Slow Coffee</title>
${feedbackWidget(content)}
<style>${verbatim(PAGE_STYLE)}</style>
</head>
<body>
<header><h1>Slow Coffee</h1><p>Three things, done well.</p></header>
<main>
<ul class="products">${PRODUCTS.map(card)}</ul>
<section class="checkout" aria-label="Checkout">${checkout(content.hasNewCheckout)}</section>
</main>
<footer>Release <code id="release">${content.release}</code></footer>
</body>
</html>
`.text;
}

function card({ picture, name, description, priceCents }: Product): Html {
  return html`
<li><div class="picture" aria-hidden="true">${picture}</div>
<h2>${name}</h2><p>${description}</p><p class="price">€ ${(priceCents / 100).toFixed(2)}</p></li>`;
}

function checkout(hasNewCheckout: boolean): Html {
  if (hasNewCheckout) {
    return html`<button type="button" class="new" id="checkout" data-checkout="new">Buy now in one step</button>
<p>No account needed.</p>`;
  }
  return html`<button type="button" id="checkout" data-checkout="classic">Go to checkout</button>`;
}

/** Afterprod's widget: a button that opens a dialog. It finds release and toggles where the page says them. */
function feedbackWidget({ feedback, release, toggles, visitor, root }: PageContent): Html {
  return html`<meta name="afterprod-release" content="${release}">
<meta name="afterprod-toggles" content="${JSON.stringify(toggles)}">
<meta name="afterprod-targeting-key" content="${visitor}">
<script async src="${root}afterprod-feedback.js" data-endpoint="${feedback.url}" data-key="${feedback.key}"
 data-rating="thumb" data-beta data-screenshot></script>`;
}

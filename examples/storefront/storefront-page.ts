import { type Html, html, verbatim } from './html.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { PRODUCTS, type Product } from './products.ts';

export interface PageContent {
  readonly release: string;
  /** The variant of each toggle that changes this page, as the visitor has it. */
  readonly toggles: Readonly<Record<string, string>>;
  readonly hasNewCheckout: boolean;
  readonly feedback: { readonly url: string; readonly key: string };
}

/** The shop's one page. */
export function storefrontPage(content: PageContent): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Slow Coffee</title>
<style>${verbatim(PAGE_STYLE)}</style>
</head>
<body>
<header><h1>Slow Coffee</h1><p>Three things, done well.</p></header>
<main>
<ul class="products">${PRODUCTS.map(card)}</ul>
<section class="checkout" aria-label="Checkout">${checkout(content.hasNewCheckout)}</section>
${feedbackForm(content)}
</main>
<footer>Release <code id="release">${content.release}</code></footer>
<script type="module">${verbatim(PAGE_SCRIPT)}</script>
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

function feedbackForm({ feedback, release, toggles }: PageContent): Html {
  return html`<form data-endpoint="${feedback.url}" data-key="${feedback.key}" data-release="${release}"
 data-toggles="${JSON.stringify(toggles)}">
<h2>Tell us</h2>
<label for="kind">What is it?</label>
<select id="kind" name="kind">
<option value="bug">Something is broken</option>
<option value="idea">An idea</option>
<option value="praise">Praise</option>
<option value="question">A question</option>
</select>
<label for="message">In your words</label>
<textarea id="message" name="message" rows="4" maxlength="4000" required></textarea>
<button type="submit">Send</button>
<output for="kind message" role="status"></output>
</form>`;
}

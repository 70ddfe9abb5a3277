import { redact } from './redact.ts';

/** A product and its version, e.g. `Chrome/131.0.0.0`: it looks like an IP address, and tells of nobody. */
const PRODUCT = /([A-Za-z][\w.+-]*\/\d[\w.+-]*)/;

/** What a browser says of itself without what is personal: any text can stand there. */
export function redactUserAgent(userAgent: string): string {
  const parts = userAgent.split(PRODUCT); // every second one is a product
  return parts.map((part, index) => (index % 2 === 1 ? part : redact(part))).join('');
}

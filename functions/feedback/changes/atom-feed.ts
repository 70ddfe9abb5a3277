import type { Change } from './changes-of.ts';

export interface FeedFacts {
  /** E.g. `storefront prod`. */
  readonly name: string;
  /** Address of the feed itself. */
  readonly self: string;
  /** Said where there is no change yet: ISO 8601, UTC. */
  readonly now: string;
}

/** RFC 4287. */
export function atomFeed(changes: readonly Change[], { name, self, now }: FeedFacts): string {
  const updated = changes[0]?.liveAt ?? now;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${urn(name)}</id>`,
    `<title>Changes of ${text(name)}</title>`,
    `<author><name>${text(name)}</name></author>`,
    `<link rel="self" href="${text(self)}"/>`,
    `<updated>${text(updated)}</updated>`,
    ...changes.map((change) => entry(change, name)),
    '</feed>',
    '',
  ].join('\n');
}

function entry({ release, liveAt, fixed = 0 }: Change, name: string): string {
  const told = fixed === 0 ? '' : ` Feedback that comes true with it: ${fixed}.`;
  return [
    '<entry>',
    `<id>${urn(name, release)}</id>`,
    `<title>Release ${text(release)}</title>`,
    `<updated>${text(liveAt)}</updated>`,
    `<content>Release ${text(release)} is live.${told}</content>`,
    '</entry>',
  ].join('\n');
}

/** The same for ever, wherever the feed is served. */
function urn(...parts: readonly string[]): string {
  return ['urn:afterprod:changes', ...parts.map((part) => encodeURIComponent(part))].join(':');
}

/** For content and attributes. Release ids may come from a deployment's custom resource: anything printable. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '');
}

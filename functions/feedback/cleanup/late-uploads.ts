import type { Attachment } from '../attachments/attachment.ts';
import type { ItemKey } from '../store/feedback-items.ts';
import type { Expiring } from '../store/feedback-lifetime.ts';

/** Where a picture is that may be there, or come. */
export type Upload = Pick<Attachment, 'bucket' | 'key' | 'uploadUntil'>;

/** An upload that began in time may end later. */
const GRACE_MS = 15 * 60_000;

export const LATE = 'LATE';

/** Its removal, by time to live, is the sign to look again for pictures that came after their feedback was erased. */
export type LateItem = ItemKey & Expiring & { readonly attachments: readonly Upload[] };

/** Whether a picture can still arrive: a form lives on when the feedback is erased that it was given for. */
export function mayStillCome({ uploadUntil }: Upload, nowMs: number): boolean {
  return nowMs < Date.parse(uploadUntil) + GRACE_MS;
}

export function lateItem(id: string, attachments: readonly Upload[]): LateItem {
  const lastMs = Math.max(...attachments.map(({ uploadUntil }) => Date.parse(uploadUntil)));
  const expiresAtEpochSeconds = Math.ceil((lastMs + GRACE_MS) / 1000);
  return { pk: `LATE#${id}`, sk: LATE, attachments, expiresAtEpochSeconds };
}

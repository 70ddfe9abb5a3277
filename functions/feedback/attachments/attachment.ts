import type { ImageType } from './image-type.ts';

/** More are refused: a screenshot says one thing, and storage is not free. */
export const MAX_ATTACHMENTS = 3;

export const MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024;

/** A picture that a reporter asked to send along. Whether it came, and what it holds, is known only by looking. */
export interface Attachment {
  readonly bucket: string;
  readonly key: string;
  readonly contentType: ImageType;
  /** As it was announced. */
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly askedAt: string;
  /** Its form takes a picture until then: ISO 8601, UTC. */
  readonly uploadUntil: string;
}

import * as z from 'zod/mini';
import { MAX_ATTACHMENT_BYTES } from './attachment.ts';
import { IMAGE_TYPES } from './image-type.ts';

/** The body of `POST /v1/feedback/{id}/attachments`: what the picture is that will be sent. */
export const attachmentSchema = z.strictObject({
  contentType: z.enum(IMAGE_TYPES),
  bytes: z.int().check(z.minimum(1), z.maximum(MAX_ATTACHMENT_BYTES)),
});

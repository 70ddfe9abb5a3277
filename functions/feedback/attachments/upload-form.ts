import type { Attachment } from './attachment.ts';

/** What a browser sends a picture with: all `fields` in a form to `url`, and then `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Signs a form that takes this picture, and no other, until its time is over. */
export type SignUpload = (attachment: Attachment) => Promise<UploadForm>;

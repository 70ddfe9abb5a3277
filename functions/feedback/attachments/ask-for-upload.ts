import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { json } from '../../shared/http.ts';
import { readJsonBody } from '../../shared/json-body.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { editFeedback } from '../edits/edit-feedback.ts';
import { ownFeedback } from '../reporter/own-feedback.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { addAttachment } from './add-attachment.ts';
import { type Attachment, MAX_ATTACHMENT_BYTES } from './attachment.ts';
import { attachmentSchema } from './attachment-schema.ts';
import { EXTENSIONS } from './image-type.ts';
import type { SignUpload } from './upload-form.ts';

export interface UploadDependencies {
  readonly store: Pick<FeedbackStore, 'read' | 'replace'>;
  readonly sign: SignUpload;
  /** Name of the quarantine bucket. */
  readonly bucket: string;
  readonly now: NowMs;
  readonly newId: () => string;
}

const MAX_BYTES = 1_024;

/** Two megabytes over a bad line take minutes. */
const FORM_LIFETIME_MS = 10 * 60_000;

/** Gives a reporter a form to send one picture with. It is signed before it is noted: a failure leaves nothing behind. */
export async function askForUpload(
  event: APIGatewayProxyEvent,
  { store, sign, bucket, now, newId }: UploadDependencies,
): Promise<APIGatewayProxyResult> {
  const { feedback } = await ownFeedback(event, store);
  const body = readJsonBody(event, MAX_BYTES, { uniqueKeys: true });
  const picture = parseWith(attachmentSchema, body, 'attachment_invalid');
  const nowMs = now();
  const attachment: Attachment = {
    bucket,
    key: `quarantine/${feedback.id}/${newId()}.${EXTENSIONS[picture.contentType]}`,
    ...picture,
    askedAt: isoTime(nowMs),
    uploadUntil: isoTime(nowMs + FORM_LIFETIME_MS),
  };
  const form = await sign(attachment);
  await editFeedback(store, feedback.id, addAttachment(attachment));
  const expiresAt = attachment.uploadUntil;
  return json(201, { ...form, expiresAt, maxBytes: MAX_ATTACHMENT_BYTES });
}

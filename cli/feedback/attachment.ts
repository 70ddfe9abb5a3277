import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Attachment } from '../../functions/feedback/attachments/attachment.ts';
import { imageTypeOf } from '../../functions/feedback/attachments/image-type.ts';
import { requireFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { moment } from '../moment.ts';
import { feedbackStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { nowMs } from '../target-time.ts';
import { wholeNumber } from '../whole-number.ts';

interface AttachmentOptions {
  readonly out: string;
}

/** `afterprod feedback attachment <id> <n> --out <file>`: the only way in which a picture leaves the quarantine. */
export function addAttachment(feedback: Command): void {
  feedback
    .command('attachment <id>')
    .argument('<n>', 'which one, from 1: see show', wholeNumber)
    .description('fetches a picture that its reporter sent, if it is one')
    .requiredOption('--out <file>', 'where to write it')
    .action((id: string, n: number, { out }: AttachmentOptions, command: Command) =>
      fetchAttachment(id, n, out, command),
    );
}

async function fetchAttachment(
  id: string,
  n: number,
  out: string,
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const atMs = await nowMs(where);
  const store = feedbackStoreOf(where, () => atMs);
  const { attachments = [] } = (await requireFeedback(store, id)).feedback;
  const attachment = attachments[n - 1];
  if (!attachment) {
    const known = attachments.length === 0 ? 'no pictures' : `pictures 1 to ${attachments.length}`;
    throw new CliError(`It has ${known}: there is no ${n}.`, { exitCode: 2 });
  }
  const bytes = checkedPicture(await contentOf(where, attachment), attachment);
  write(out, bytes);
  const { contentType } = attachment;
  output.answer({ stage: where.stage, id, n, contentType, bytes: bytes.length, file: out }, () => [
    `${out} has picture ${n}: ${contentType}, ${bytes.length} bytes.`,
  ]);
}

async function contentOf(
  { client }: Target,
  { bucket, key, askedAt }: Attachment,
): Promise<Uint8Array> {
  const { GetObjectCommand, NoSuchKey, S3Client } = await import('@aws-sdk/client-s3'); // no other command waits for it
  try {
    const { Body } = await new S3Client(client).send(
      new GetObjectCommand({ Bucket: bucket, Key: key }),
    );
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (cause) {
    if (!(cause instanceof NoSuchKey)) throw cause;
    const message = `It is not there: announced at ${moment(askedAt)}, and never sent, or gone since.`;
    throw new CliError(message, { cause });
  }
}

/** Anybody may have sent anything under the name of a picture. */
function checkedPicture(bytes: Uint8Array, { contentType }: Attachment): Uint8Array {
  const type = imageTypeOf(bytes);
  if (type === contentType) return bytes;
  throw new CliError(
    `It is called ${contentType}, and is ${type ?? 'no picture'} by its first bytes: nothing was written.`,
  );
}

function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${file} cannot be written: ${reason}`, { cause, exitCode: 2 });
  }
}

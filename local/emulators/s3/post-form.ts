import { AwsError } from '../../aws-error.ts';

/** A form that a browser uploads a file with. */
export interface PostForm {
  /** By name in small letters. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Uint8Array;
}

/** All that stands before the file, in bytes. */
const FIELDS_LIMIT = 20_000;

/** Reads `multipart/form-data` as S3 does: the file is the last field that counts. */
export async function parsePostForm(contentType: string, body: Uint8Array): Promise<PostForm> {
  const fields = new Map<string, string>();
  for (const [spelling, value] of await entriesOf(contentType, body)) {
    const name = spelling.toLowerCase();
    if (name === 'file') return withFile(fields, value);
    if (typeof value !== 'string' || fields.has(name)) {
      throw invalidArgument(`POST requires exactly one value for the field ${name}.`);
    }
    fields.set(name, value);
  }
  throw invalidArgument('POST requires exactly one file upload per request.');
}

/** What a key may hold in place of the uploaded file's name. */
const FILENAME = /\$\{filename\}/g;

type FormValue = string | Blob;

async function entriesOf(
  contentType: string,
  body: Uint8Array,
): Promise<readonly (readonly [string, FormValue])[]> {
  try {
    const response = new Response(Buffer.from(body), { headers: { 'content-type': contentType } });
    return [...(await response.formData())];
  } catch (cause) {
    throw new AwsError(
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data.',
      { cause },
    );
  }
}

async function withFile(fields: Map<string, string>, value: FormValue): Promise<PostForm> {
  const size = [...fields].reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (size > FIELDS_LIMIT) {
    throw new AwsError(
      'MaxPostPreDataLengthExceeded',
      'Your POST request fields preceding the upload file were too large.',
    );
  }
  const key = fields.get('key');
  if (key === undefined) {
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.",
    );
  }
  const filename = value instanceof File ? value.name : '';
  fields.set(
    'key',
    key.replace(FILENAME, () => filename),
  );
  const bytes = typeof value === 'string' ? Buffer.from(value) : await value.arrayBuffer();
  return { fields, file: new Uint8Array(bytes) };
}

function invalidArgument(message: string): AwsError {
  return new AwsError('InvalidArgument', message);
}

const ASKING_MS = 20_000;
const SENDING_MS = 120_000;

/**
 * Sends a picture after the words that it belongs to, and tells whether it got through. Never rejects.
 *
 * @param statusUrl - of the words: what stands behind `#` is the key to them
 */
export async function uploadPicture(file: Blob, statusUrl: string): Promise<boolean> {
  const [address, secret] = statusUrl.split('#');
  try {
    const asked = await fetch(`${address}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ contentType: file.type, bytes: file.size }),
      credentials: 'omit',
      signal: AbortSignal.timeout(ASKING_MS),
    });
    return asked.ok && (await send((await asked.json()) as Form, file));
  } catch {
    return false;
  }
}

interface Form {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Straight to S3, which reads nothing that stands after the file. */
async function send({ url, fields }: Form, file: Blob): Promise<boolean> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file);
  const signal = AbortSignal.timeout(SENDING_MS);
  const sent = await fetch(url, { method: 'POST', body, credentials: 'omit', signal });
  return sent.ok;
}

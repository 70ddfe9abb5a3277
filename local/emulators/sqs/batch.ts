import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';

const MAX_ENTRIES = 10;

const ENTRY_ID = /^[\w-]{1,80}$/;

/** Does `one` for each entry of a batch; an entry that is refused fails alone. */
export function runBatch(entries: Input, one: (entry: Input) => object): object {
  const checked = checkEntries(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of checked) {
    try {
      Successful.push({ Id: entry.Id, ...one(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code, message, statusCode } = error;
      Failed.push({ Id: entry.Id, Code: code, Message: message, SenderFault: statusCode < 500 });
    }
  }
  return { Successful, ...(Failed.length > 0 && { Failed }) };
}

function checkEntries(entries: Input): Input[] {
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > MAX_ENTRIES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const wrong = entries.find(({ Id }) => !ENTRY_ID.test(String(Id)));
  if (wrong) {
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  }
  return entries;
}

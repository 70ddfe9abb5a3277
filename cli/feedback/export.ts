import { closeSync, openSync, writeSync } from 'node:fs';
import type { Command } from 'commander';
import { exportQuery } from '../../functions/feedback/admin/admin-forms.ts';
import { listingOf } from '../../functions/feedback/admin/admin-listing.ts';
import { exportHead, exportRow } from '../../functions/feedback/export/export-rows.ts';
import { type Listing, listFeedback } from '../../functions/feedback/listing/list-feedback.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { Progress } from '../progress.ts';
import { feedbackStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { checked, orWrongUse } from './checked.ts';
import { type FilterOptions, filterQuery, withFilterOptions } from './filter-options.ts';

interface ExportOptions extends FilterOptions {
  readonly format: string;
}

const PAGE = 100;

/** `afterprod feedback export [file]`: written as it is read, so that no size is too large. */
export function addExport(feedback: Command): void {
  withFilterOptions(feedback.command('export [file]'))
    .description('all that fits, to a file or the standard output; never an e-mail address')
    .option('--format <format>', 'ndjson or csv', 'ndjson')
    .action((file: string | undefined, options: ExportOptions, command: Command) =>
      exportFeedback(file, options, command),
    );
}

async function exportFeedback(
  file: string | undefined,
  options: ExportOptions,
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const query = checked(exportQuery, { ...filterQuery(options), format: options.format });
  const { format, ...filter } = query;
  const listing = orWrongUse(() => listingOf({ ...filter, limit: PAGE }));
  const where = await target();
  const atMs = await nowMs(where);
  const pages = pagesOf(
    feedbackStoreOf(where, () => atMs),
    listing,
  );
  const sink = sinkOf(file);
  const progress = new Progress();
  let count = 0;
  try {
    await sink.write(exportHead(format));
    for await (const items of pages) {
      await sink.write(items.map((item) => exportRow(item, format)).join(''));
      count += items.length;
      progress.tell(`${count} written`);
    }
  } finally {
    progress.end();
    sink.close();
  }
  if (!sink.isFile) return;
  output.answer({ file, format, count }, () => [`${file} has ${count} of ${where.stage}.`]);
}

async function* pagesOf(store: FeedbackStore, listing: Listing) {
  let after = listing.after;
  do {
    const { items, next } = await listFeedback(store, {
      ...listing,
      ...(after !== undefined && { after }),
    });
    yield items;
    after = next;
  } while (after !== undefined);
}

interface Sink {
  readonly isFile: boolean;
  write(text: string): Promise<void>;
  close(): void;
}

function sinkOf(file: string | undefined): Sink {
  if (file === undefined || file === '-') return standardOutput();
  try {
    const descriptor = openSync(file, 'w');
    return {
      isFile: true,
      write: async (text) => void writeSync(descriptor, text),
      close: () => closeSync(descriptor),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${file} cannot be written: ${reason}`, { cause, exitCode: 2 });
  }
}

/** Waits for whoever reads it, so that a slow reader fills no memory. */
function standardOutput(): Sink {
  return {
    isFile: false,
    write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    close: () => {},
  };
}

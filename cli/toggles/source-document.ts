import type { Command } from 'commander';
import { readStageToggles } from '../../functions/toggles/stage-toggles.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import { contextOf } from '../command-context.ts';
import { toggleStoreOf } from '../stores.ts';
import { readDocumentFile } from './document-file.ts';

/** The toggles of a stage, or of a file that `export` wrote: a build needs no AWS then. */
export async function sourceDocument(
  file: string | undefined,
  command: Command,
): Promise<ToggleDocument> {
  if (file !== undefined) return readDocumentFile(file);
  const { document } = await readStageToggles(toggleStoreOf(await contextOf(command).target()));
  return document;
}

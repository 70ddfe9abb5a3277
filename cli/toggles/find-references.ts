import * as path from 'node:path';
import {
  type CodeReference,
  codeReferences,
  type FileReferences,
  type Wanted,
  withoutExtension,
} from '../../functions/toggles/code/code-references.ts';
import type { SourceFile } from '../source-files.ts';

/** One place, with its file. */
export interface Reference extends CodeReference {
  readonly file: string;
}

/** Where these files name the wanted toggles, in the order of the files. */
export function findReferences(files: Iterable<SourceFile>, wanted: Wanted): readonly Reference[] {
  const found: { readonly file: string; readonly said: FileReferences }[] = [];
  const generated = new Set<string>();
  for (const { path: file, text } of files) {
    const said = codeReferences(text, wanted);
    if (said.isGenerated) generated.add(withoutExtension(path.basename(file)));
    if (said.quoted.length + said.named.length > 0) found.push({ file, said });
  }
  return found.flatMap(({ file, said }) => {
    const uses = [...said.imports].some((name) => generated.has(name)) ? said.named : [];
    const places = new Map([...uses, ...said.quoted].map((each) => [placeOf(each), each]));
    return [...places.values()].sort(byPlace).map((reference) => ({ file, ...reference }));
  });
}

/** A key in quotes may be the name of its function. */
function placeOf({ line, column }: CodeReference): string {
  return `${line}:${column}`;
}

function byPlace(left: CodeReference, right: CodeReference): number {
  return left.line - right.line || left.column - right.column;
}

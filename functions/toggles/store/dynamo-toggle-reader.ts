import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unpack } from './packed-document.ts';
import { DOC, type DocumentItem } from './toggle-items.ts';
import type { ToggleHead, ToggleStore, VersionedDocument } from './toggle-store.ts';
import { ToggleTable } from './toggle-table.ts';

/** What evaluating needs of the table. Apart from what writes, which would bring the linter into every reader's bundle. */
export class DynamoToggleReader implements Pick<ToggleStore, 'readHead' | 'readDocument'> {
  readonly #table: ToggleTable;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#table = new ToggleTable(client, tableName);
  }

  async readHead(): Promise<ToggleHead | undefined> {
    const head = await this.#table.head();
    if (!head) return undefined;
    const kills = Object.entries(head.kills).map(([key, { act: _, ...kill }]) => [key, kill]);
    const { docVersion, killVersion } = head;
    return { docVersion, killVersion, kills: Object.fromEntries(kills) };
  }

  async readDocument(): Promise<VersionedDocument | undefined> {
    const item = await this.#table.get<DocumentItem>(DOC);
    return item && { docVersion: item.docVersion, document: unpack(item) };
  }
}

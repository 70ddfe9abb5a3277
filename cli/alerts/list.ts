import type { Command } from 'commander';
import { contextOf } from '../command-context.ts';
import { alertLines, type ToldAlert } from './alert-words.ts';
import { type PageOptions, queryOf, withPageOptions } from './page-options.ts';
import { type StageAlerts, stageAlerts } from './stage-alerts.ts';
import { standingOf } from './standing-of.ts';
import { unconnectedLines, unconnectedRoutes } from './unconnected.ts';

/** `afterprod alerts list`. */
export function addList(alerts: Command): void {
  withPageOptions(alerts.command('list'))
    .description('what people were told and how it reached them, the newest first')
    .action((options: PageOptions, command: Command) => list(options, command));
}

async function list(options: PageOptions, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const query = queryOf(options);
  const stage = await stageAlerts(await target());
  const [told, unconnected] = await Promise.all([
    toldAlerts(stage, query),
    unconnectedRoutes(stage),
  ]);
  const last = told.at(-1)?.alert.openedAt;
  const next = told.length === query.limit ? last : undefined;
  const document = {
    stage: stage.where.stage,
    at: new Date(stage.atMs).toISOString(),
    alerts: told.map(({ alert, routes }) => ({ ...alert, routes })),
    unconnected,
  };
  output.answer({ ...document, ...(next && { next }) }, () => [
    ...(told.length === 0 ? ['No alert.'] : []),
    ...told.flatMap((each) => alertLines(each, stage.atMs, output)),
    ...(next ? [output.paint('dim', `Older ones: --before ${next}`)] : []),
    ...unconnectedLines(unconnected, output),
  ]);
}

async function toldAlerts(
  { store }: StageAlerts,
  query: ReturnType<typeof queryOf>,
): Promise<readonly ToldAlert[]> {
  const found = await store.listAlerts(query);
  return Promise.all(
    found.map(async (alert) => ({
      alert,
      routes: (await store.deliveriesOf(alert.id)).map(standingOf),
    })),
  );
}

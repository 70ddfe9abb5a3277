import { backtestFigures } from './alarms/backtest.ts';
import { countBesideAlertmanager } from './alarms/beside-alertmanager.ts';
import { evaluateFigures } from './alarms/evaluate.ts';
import { routerFigures } from './alarms/router.ts';
import { report } from './report.ts';

/** How fast alarms are evaluated and history is replayed; what the router makes of a bad minute. */
async function main(): Promise<void> {
  const beside = await countBesideAlertmanager();
  const figures = [...evaluateFigures(), ...backtestFigures(), ...(await routerFigures(beside))];
  report(title(beside !== undefined), figures, process.argv.slice(2));
}

function title(isBeside: boolean): string {
  const beside = isBeside
    ? 'Alertmanager a hundred times as fast'
    : 'install prometheus-alertmanager to see it beside';
  return `Alarms on one core, medians; the router in driven time; ${beside}`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import { backtestFigures } from './alarms/backtest.ts';
import { evaluateFigures } from './alarms/evaluate.ts';
import { routerFigures } from './alarms/router.ts';
import { report } from './report.ts';

/** How fast alarms are evaluated and history is replayed; what the router makes of a bad minute. */
async function main(): Promise<void> {
  const figures = [...evaluateFigures(), ...backtestFigures(), ...(await routerFigures())];
  report('Alarms on one core, medians; the router in driven time', figures, process.argv.slice(2));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

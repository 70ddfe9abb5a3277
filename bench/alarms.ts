import { backtestFigures } from './alarms/backtest.ts';
import { evaluateFigures } from './alarms/evaluate.ts';
import { report } from './report.ts';

/** How fast alarms are evaluated, and history is replayed. */
const figures = [...evaluateFigures(), ...backtestFigures()];
report('Alarms on one core, medians', figures, process.argv.slice(2));

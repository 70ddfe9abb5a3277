import { run } from '../../local/start/run.ts';

/** Run as a process of its own: what `npm start` runs, with options as JSON. */
void run(JSON.parse(process.argv[2] ?? '')).then((code) => {
  process.exitCode = code;
});

import { Command } from 'commander';
import { addAlarms } from './alarms.ts';
import { addAlerts } from './alerts.ts';
import { errorLine } from './error-line.ts';
import { addFeedback } from './feedback.ts';
import { addIncidents } from './incidents.ts';
import { addLocal } from './local.ts';
import { addProbes } from './probes.ts';
import { addReleases } from './releases.ts';
import { addStatus } from './status.ts';
import { addToggles } from './toggles.ts';

/** The whole `afterprod` command. A new group of commands is one file and one line here. */
export function createProgram(version: string): Command {
  const program = new Command('afterprod')
    .description('What happens to your service after prod: look, switch, mark, try out.')
    .version(version)
    .option('--stage <name>', "which stage (default: 'prod'; with --local, the one that runs)")
    .option('--local', 'the running local cloud, instead of AWS by the usual credentials')
    .option(
      '--project <name>',
      'which project on AWS (default: AFTERPROD_PROJECT, or that of cdk.out)',
    )
    .option('--json', 'one JSON document instead of text')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(errorLine(text)) })
    .showHelpAfterError(false)
    .exitOverride();
  addStatus(program);
  addToggles(program);
  addFeedback(program);
  addProbes(program);
  addAlerts(program);
  addIncidents(program);
  addReleases(program);
  addAlarms(program);
  addLocal(program);
  return inherit(program);
}

/** Subcommands made by `command()` copy some settings only at their making; nested ones need them too. */
function inherit(command: Command): Command {
  for (const child of command.commands) inherit(child.copyInheritedSettings(command));
  return command;
}

import type { Command } from 'commander';
import { addConnect } from './alerts/connect.ts';
import { addKey } from './alerts/key.ts';
import { addList } from './alerts/list.ts';
import { addMute } from './alerts/mute.ts';
import { addMutes } from './alerts/mutes.ts';
import { addRedrive } from './alerts/redrive.ts';
import { addRotate } from './alerts/rotate.ts';
import { addRoutes } from './alerts/routes.ts';
import { addShow } from './alerts/show.ts';
import { addTest } from './alerts/test.ts';
import { addUnmute } from './alerts/unmute.ts';

/** `afterprod alerts …`: what people are told, by which routes. A new command is one file and one line here. */
export function addAlerts(program: Command): void {
  const alerts = program.command('alerts').description('what people are told, and by which routes');
  addList(alerts);
  addShow(alerts);
  addRedrive(alerts);
  addRoutes(alerts);
  addTest(alerts);
  addConnect(alerts);
  addKey(alerts);
  addRotate(alerts);
  addMute(alerts);
  addMutes(alerts);
  addUnmute(alerts);
}

import { SettingsError } from './settings/settings-error.ts';
import { brokenRules } from './settings/settings-rules.ts';
import { settingsShape } from './settings/settings-shape.ts';
import type { Settings } from './settings.ts';

/** The settings, when all is well with them; a `SettingsError` that names every flaw otherwise. */
export function checkSettings(settings: unknown): Settings {
  const flaws = [...settingsShape(settings, ''), ...brokenRules(settings)];
  if (flaws.length > 0) throw new SettingsError(flaws);
  return settings as Settings; // the shape has just been checked
}

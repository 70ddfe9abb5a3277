import { FlagdCore } from '@openfeature/flagd-core';
import { EXAMPLE } from '../example.ts';
import type { Subject } from '../subject.ts';

type Context = Parameters<FlagdCore['resolveBooleanEvaluation']>[2] & object;

/** Its own logger formats every message, and its own storage validates: neither is in these figures. */
const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

/** What the reader wraps, called as its own users call it. */
export function createFlagdCore(): Subject<Context> {
  const core = loadExample();
  return {
    contextOf: ({ id, ...attributes }) => ({ targetingKey: id, ...attributes }),
    decide: (toggle, context) =>
      core.resolveBooleanEvaluation(toggle, false, context, SILENT).value,
  };
}

/** Only its rule: nothing looks up the toggle, its state or the type of its value. */
export function createBareRule(): Subject<Context> {
  const rules = loadExample().getFlags();
  return {
    contextOf: ({ id, ...attributes }) => ({ targetingKey: id, ...attributes }),
    decide: (toggle, context) => rules.get(toggle)?.evaluate(context, SILENT).value === true,
  };
}

function loadExample(): FlagdCore {
  const core = new FlagdCore(undefined, SILENT);
  core.setConfigurations(JSON.stringify(EXAMPLE));
  return core;
}

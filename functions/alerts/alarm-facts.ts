import { SEVERITIES, type Severity } from './severity.ts';

/** What an alarm says of itself beside its sentence, so that whoever gets its messages needs no list of alarms. */
export interface AlarmFacts {
  /** Whom it hurts: its alarms make one alert. Lower case, digits, hyphens. */
  readonly service: string;
  readonly severity: Severity;
  /** The team that mends it. */
  readonly owner?: string;
  /** Address of the page that says what to do. */
  readonly runbook?: string;
  /**
   * `learned`: counts only once its metric has two weeks of data; `stand-in`: a fixed rule that counts until then.
   * @default - it always counts
   */
  readonly band?: 'learned' | 'stand-in';
  /**
   * `nobody`: of an alarm that only others are made of (a part of a composite, a suppressor): its changes open no alert.
   * `directly`: its own action tells those who have e-mail of its severity that it fires, past the router.
   * @default - people are told by the router
   */
  readonly told?: 'nobody' | 'directly';
  /**
   * `late`: it fires on for long after what it tells of was mended (a burn rate over hours): it opens an alert where there is
   * none, and keeps none open that other alarms opened.
   * @default - it ends when the service is well
   */
  readonly ends?: 'late';
}

export interface DescribedAlarm {
  /** What it watches, for people. */
  readonly sentence: string;
  /** Undefined where the description is not of Afterprod's form. */
  readonly facts?: AlarmFacts;
}

const KEYS = ['service', 'severity', 'owner', 'runbook', 'band', 'told', 'ends'] as const;

/**
 * An `AlarmDescription`: the sentence, an empty line, and the facts as `key: value` lines, which CloudWatch's console shows as
 * they are. CloudWatch takes 1,024 characters: the sentence is cut, never the facts.
 */
export function describeAlarm(sentence: string, facts: AlarmFacts): string {
  const lines = KEYS.flatMap((key) => (facts[key] === undefined ? [] : [`${key}: ${facts[key]}`]));
  const told = `\n\n${lines.join('\n')}`;
  return `${sentence.slice(0, MOST_CHARACTERS - told.length)}${told}`;
}

const MOST_CHARACTERS = 1_024;

/** Reads what `describeAlarm` wrote; whatever else stands there is a sentence without facts. */
export function readAlarm(description: string): DescribedAlarm {
  const at = description.lastIndexOf('\n\n');
  const sentence = (at < 0 ? description : description.slice(0, at)).trim();
  const facts = at < 0 ? undefined : factsIn(description.slice(at + 2));
  return facts ? { sentence, facts } : { sentence: description.trim() };
}

function factsIn(text: string): AlarmFacts | undefined {
  const entries = text.split('\n').map((line) => /^([a-z]+): (.+)$/.exec(line));
  const read = new Map(entries.map((match) => [match?.[1], match?.[2]]));
  const service = read.get('service');
  const severity = SEVERITIES.find((known) => known === read.get('severity'));
  if (service === undefined || severity === undefined) return undefined;
  const [owner, runbook, band, told, ends] = ['owner', 'runbook', 'band', 'told', 'ends'].map(
    (key) => read.get(key),
  );
  return {
    service,
    severity,
    ...(owner !== undefined && { owner }),
    ...(runbook !== undefined && { runbook }),
    ...((band === 'learned' || band === 'stand-in') && { band }),
    ...((told === 'nobody' || told === 'directly') && { told }),
    ...(ends === 'late' && { ends }),
  };
}

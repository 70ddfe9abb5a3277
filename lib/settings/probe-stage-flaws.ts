import { type Entry, entriesOf, textAt } from './entries.ts';
import type { Flaw } from './settings-error.ts';
import { own } from './shape.ts';

/** What is wrong with where a stage is probed from. */
export function probeStageFlaws(settings: object): Flaw[] {
  const stages = entriesOf(settings, 'stages');
  return [...stages.flatMap(vpcFlaws), ...regionFlaws(settings, stages), ...quorumFlaws(settings)];
}

function vpcFlaws({ path, value }: Entry): Flaw[] {
  const [vpc, allowPrivate] = ['vpc', 'allowPrivate'].map((key) => own(value, key));
  if ((vpc === undefined) === (allowPrivate === undefined)) return [];
  if (vpc === undefined) {
    const fix = 'Name the subnets and security groups from which it is reached.';
    return [{ path: `${path}.vpc`, rule: "is missing beside 'allowPrivate'.", fix }];
  }
  const fix = 'Name the ranges that may be probed there, or leave vpc out.';
  return [{ path: `${path}.allowPrivate`, rule: "is missing beside 'vpc'.", fix }];
}

function regionFlaws(settings: object, stages: readonly Entry[]): Flaw[] {
  const regions = own(settings, 'probeRegions');
  if (!Array.isArray(regions) || regions.length === 0) return [];
  const homes = stages.map(({ value }) => textAt(value, 'region'));
  const flaws = Array.from(regions).flatMap((region: unknown, index): Flaw[] => {
    const path = `probeRegions[${index}]`;
    if (typeof region === 'string' && homes.includes(region)) {
      const rule = `is a stage's own region: ${region}.`;
      return [{ path, rule, fix: 'Remove it: each stage is probed from its own anyway.' }];
    }
    const first = regions.indexOf(region);
    if (typeof region !== 'string' || first === index) return [];
    return [{ path, rule: `is the same as [${first}].`, fix: 'Remove it.' }];
  });
  const inVpc = stages.find(({ value }) => own(value, 'vpc') !== undefined);
  if (inVpc) {
    const rule = `is there beside ${inVpc.path}.vpc, which only the stage's own region reaches.`;
    flaws.push({ path: 'probeRegions', rule, fix: 'Keep one of them.' });
  }
  return flaws;
}

function quorumFlaws(settings: object): Flaw[] {
  const [quorum, regions = []] = ['probeQuorum', 'probeRegions'].map((key) => own(settings, key));
  if (typeof quorum !== 'number' || !Array.isArray(regions)) return [];
  const count = regions.length + 1;
  if (quorum <= count) return [];
  const rule = `must be at most ${count}, the number of regions with the stage's own, not ${quorum}.`;
  return [{ path: 'probeQuorum', rule, fix: 'Leave it out for the majority.' }];
}

import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StageDashboard } from '../../../lib/overview/stage-dashboard.ts';
import type { SloSettings } from '../../../lib/settings/slo-settings.ts';

interface Widget {
  readonly properties: {
    readonly title: string;
    readonly start?: string;
    readonly setPeriodToTimeRange?: boolean;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: { readonly horizontal: readonly object[] };
  };
}

function widgetsOf(objectives: readonly SloSettings[] = []): readonly Widget[] {
  const stack = new Stack(new App(), 'Test');
  new StageDashboard(stack, 'Stage', {
    identity: { project: 'shop', stage: 'prod' },
    service: 'shop',
    alarms: [],
    probes: [{ name: 'home', everyMinutes: 1 }],
    objectives,
  });
  const found = Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard');
  const body = Object.values(found)[0]?.['Properties'].DashboardBody;
  return JSON.parse(typeof body === 'string' ? body : joined(body['Fn::Join'][1])).widgets;
}

/** The region is known only at deployment, and stands in each widget. */
function joined(parts: readonly unknown[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : 'aws')).join('');
}

function titled(title: string, widgets: readonly Widget[]): Widget['properties'] {
  const found = widgets.find(({ properties }) => properties.title.startsWith(title));
  if (!found) throw new Error(`${title} is not on the dashboard`);
  return found.properties;
}

test('has releases and changes of toggles beside what is measured, and alone', () => {
  const widgets = widgetsOf();
  for (const title of ['What changed', 'Up']) {
    const metrics = JSON.stringify(titled(title, widgets).metrics);
    expect(metrics).toContain('"Afterprod","ReleasesLive","Project","shop","Stage","prod"');
    expect(metrics).toContain('"Afterprod","TogglesRevision","Project","shop","Stage","prod"');
    expect(metrics).toContain('IF(DIFF(revision) > 0, 1)');
  }
});

test('says of an objective what is left of 30 days, and how fast it goes', () => {
  const widgets = widgetsOf([{ name: 'home', availability: 99.9, probe: 'home' }]);
  const left = titled('home: errors left', widgets);
  expect(left).toMatchObject({ start: '-P30D', setPeriodToTimeRange: true });
  expect(JSON.stringify(left.metrics)).toContain('100 - (1 - up) / 0.001 * 100');
  const pace = titled('home: times the pace', widgets);
  expect(JSON.stringify(pace.metrics)).toContain('(1 - up1) / 0.001');
  expect(pace.annotations?.horizontal).toMatchObject([{ value: 14.4 }, { value: 6 }]);
});

test('shows no budgets where there are no objectives', () => {
  expect(widgetsOf().map(({ properties }) => properties.title)).toEqual(['What changed', 'Up']);
});

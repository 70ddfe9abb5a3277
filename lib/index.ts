export type { Toggle, ToggleValue } from '../functions/toggles/toggle.ts';
export type { WatchOptions, WatchTarget } from './alarms/watch.ts';
export { Alarms, type AlarmsProps } from './alarms.ts';
export { AlertTransitions, type AlertTransitionsProps } from './alerts/alert-transitions.ts';
export { Alerts, type AlertsProps } from './alerts.ts';
export { ApiLogging } from './api-logging.ts';
export { BundledFunction, type BundledFunctionProps } from './bundled-function.ts';
export {
  FeedbackComparison,
  type FeedbackComparisonProps,
} from './feedback/feedback-comparison.ts';
export { FeedbackShipping, type FeedbackShippingProps } from './feedback/feedback-shipping.ts';
export type { MailSettings } from './feedback/mail-settings.ts';
export { Feedback, type FeedbackProps } from './feedback.ts';
export { guardDelivery } from './guard-delivery.ts';
export type { GuardedService, ServiceContext } from './guarded-service.ts';
export { GuardedStage, type GuardedStageProps } from './guarded-stage.ts';
export { type Identity, nameOf } from './identity.ts';
export { type DeployedStage, PipelineStack, type PipelineStackProps } from './pipeline-stack.ts';
export { FurtherProber, type FurtherProberProps } from './probes/further-prober.ts';
export { probesOfSettings, type StageProbes } from './probes/targets-of-settings.ts';
export { type WatchedProbe, watchedProbes } from './probes/watched-probe.ts';
export { Probes, type ProbesProps } from './probes.ts';
export { findReleaseId, type ReleaseId, type ReleaseSource } from './release-id.ts';
export { ReleaseMarker, type ReleaseMarkerProps } from './release-marker.ts';
export { Releases, type ReleasesProps } from './releases.ts';
export type { FunctionName, ReservedConcurrency } from './reserved-concurrency.ts';
export type { AlarmRuleSettings, AlarmsSettings } from './settings/alarm-settings.ts';
export type { AlertRouteSettings, AlertsSettings } from './settings/alert-settings.ts';
export type { DurationText } from './settings/duration-text.ts';
export type { MaintenanceSettings } from './settings/maintenance-settings.ts';
export type { ProbeSettings, StepSettings } from './settings/probe-settings.ts';
export { type Flaw, SettingsError } from './settings/settings-error.ts';
export type { SloSettings } from './settings/slo-settings.ts';
export {
  defineSettings,
  type FeedbackSettings,
  type PipelineSettings,
  type ServiceSettings,
  type Settings,
  type SeveritySettings,
  type SourceSettings,
  type StageSettings,
  type SubscriberSettings,
  type VpcSettings,
} from './settings.ts';
export { Toggles, type TogglesProps } from './toggles.ts';
export type { Topics } from './topics.ts';

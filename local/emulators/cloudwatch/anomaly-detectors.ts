import { type AnomalyDetector, keyOfDetector } from './anomaly-detector.ts';
import type { BandModels } from './band-models.ts';

type Detected = Pick<AnomalyDetector, 'metric' | 'statistic'>;

/** All detectors; the bands of their metrics leave out what they exclude. */
export class AnomalyDetectors {
  readonly #detectors = new Map<string, AnomalyDetector>();
  readonly #ofTemplates = new Set<string>();
  readonly #bands: BandModels;

  constructor(bands: BandModels, saved: readonly AnomalyDetector[]) {
    this.#bands = bands;
    for (const detector of saved) this.put(detector, false);
  }

  all(): readonly AnomalyDetector[] {
    return [...this.#detectors.values()];
  }

  /** In place of the one that the metric had. */
  put(detector: AnomalyDetector, isOfTemplate: boolean): void {
    const key = keyOfDetector(detector);
    this.#detectors.set(key, detector);
    if (isOfTemplate) this.#ofTemplates.add(key);
    this.#bands.exclude(detector.metric, detector.statistic, detector.excluded);
  }

  /** False where there is none. */
  delete(detected: Detected): boolean {
    const key = keyOfDetector(detected);
    this.#ofTemplates.delete(key);
    this.#bands.exclude(detected.metric, detected.statistic, []);
    return this.#detectors.delete(key);
  }

  /** Those that the API made alone; templates make theirs again. */
  toSave(): readonly AnomalyDetector[] {
    return this.all().filter((detector) => !this.#ofTemplates.has(keyOfDetector(detector)));
  }
}

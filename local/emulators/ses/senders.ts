import { AwsError } from '../../aws-error.ts';
import type { Access } from '../../emulator.ts';
import type { Address } from './address.ts';
import type { Email } from './email.ts';

/** Whoever may send: an address, or a domain with all below it. */
export interface Identity {
  readonly name: string;
  /** For mails that name no configuration set. */
  readonly configurationSet: string | undefined;
}

interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** The identities and configuration sets of all templates. */
export class Senders {
  readonly #place: Place;
  readonly #identities = new Map<string, Identity>();
  readonly #configurationSets = new Set<string>();

  constructor(place: Place) {
    this.#place = place;
  }

  addIdentity(identity: Identity): void {
    this.#identities.set(identity.name.toLowerCase(), identity);
  }

  addConfigurationSet(name: string): void {
    this.#configurationSets.add(name);
  }

  /**
   * What a caller needs: the right on the identity, and on the configuration set where one is used.
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html; also of an
   * identity's own set, which CDK's `grantSendEmail` leaves out: https://github.com/aws/aws-cdk/issues/34402
   */
  accessFor({ from, configurationSet }: Email): readonly Access[] {
    const identity = this.#identityOf(from);
    const set = configurationSet ?? identity?.configurationSet;
    const resources = [
      `identity/${identity?.name ?? from.address}`,
      ...(set === undefined ? [] : [`configuration-set/${set}`]),
    ];
    const { region, accountId } = this.#place;
    const conditions = { 'ses:FromAddress': from.address, 'ses:ApiVersion': '2' };
    return resources.map((resource) => ({
      action: 'ses:SendEmail',
      resource: `arn:aws:ses:${region}:${accountId}:${resource}`,
      conditions: { ...conditions, ...(from.name && { 'ses:FromDisplayName': from.name }) },
    }));
  }

  /** Refuses, as SES does, a sender who is not verified, and a configuration set that is not there. */
  check({ from, configurationSet }: Email): void {
    const identity = this.#identityOf(from);
    if (!identity) {
      throw new AwsError(
        'MessageRejected',
        'Email address is not verified. The following identities failed the check in region ' +
          `${this.#place.region.toUpperCase()}: ${from.address}`,
      );
    }
    const set = configurationSet ?? identity.configurationSet;
    if (set === undefined || this.#configurationSets.has(set)) return;
    throw new AwsError('NotFoundException', `Configuration set <${set}> does not exist.`, {
      statusCode: 404,
    });
  }

  /** The address itself before its domain, and that before the domains above it. */
  #identityOf({ address, domain }: Address): Identity | undefined {
    const labels = domain.split('.');
    const domains = labels.map((_, at) => labels.slice(at).join('.'));
    return [address, ...domains]
      .map((name) => this.#identities.get(name.toLowerCase()))
      .find((identity) => identity !== undefined);
  }
}

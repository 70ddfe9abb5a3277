import { createHash } from 'node:crypto';
import type { Cloud, Emulator, EmulatorHandle, Provisioned, Resource } from '../emulator.ts';
import { readAssociation, readWebAcl } from './wafv2/definitions.ts';
import { WebAcl } from './wafv2/web-acl.ts';

/**
 * WAF's regional web ACLs before the stages of REST APIs: rate rules and matches of path, method and headers, counted in
 * driven time. A rule group that AWS manages lets everything pass, and a notice says so at start.
 */
export const wafv2: Emulator = {
  service: 'wafv2',
  resourceTypes: {
    'AWS::WAFv2::WebACL': {
      honoured: ['Name', 'Scope', 'DefaultAction', 'Rules', 'CustomResponseBodies'],
      ignored: ['Description', 'VisibilityConfig'],
    },
    'AWS::WAFv2::WebACLAssociation': { honoured: ['ResourceArn', 'WebACLArn'] },
  },
  async start(cloud) {
    return new Firewall(cloud);
  },
};

class Firewall implements EmulatorHandle {
  readonly operations = {};
  readonly #cloud: Cloud;
  readonly #acls = new Map<string, WebAcl>();
  /** The ACL's ARN by the resource's. */
  readonly #associations = new Map<string, string>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  async create(resource: Resource): Promise<Provisioned> {
    return this.update(resource);
  }

  /** A changed ACL counts anew. */
  async update(resource: Resource): Promise<Provisioned> {
    return resource.type === 'AWS::WAFv2::WebACL'
      ? this.#makeAcl(resource)
      : this.#associate(resource);
  }

  blocks: NonNullable<EmulatorHandle['blocks']> = (arn, request) => {
    const acl = this.#acls.get(this.#associations.get(arn) ?? '');
    return acl?.blocks(request, this.#cloud.clock.now());
  };

  async stop(): Promise<void> {}

  #makeAcl(resource: Resource): Provisioned {
    const { stackName, logicalId } = resource;
    const definition = readWebAcl(resource);
    const acl = new WebAcl(definition);
    const { region, accountId, notice } = this.#cloud;
    const name = definition.Name ?? `${stackName}-${logicalId}`;
    const id = stableId(`${stackName}/${logicalId}`);
    const Arn = `arn:aws:wafv2:${region}:${accountId}:regional/webacl/${name}/${id}`;
    this.#acls.set(Arn, acl);
    for (const rule of acl.idleRules) {
      notice(`${name}: the managed rules of ${rule} have no effect on a laptop; all passes them.`);
    }
    return { ref: `${name}|${id}|REGIONAL`, attributes: { Arn, Id: id, Name: name } };
  }

  #associate(resource: Resource): Provisioned {
    const { ResourceArn, WebACLArn } = readAssociation(resource);
    if (!this.#acls.has(WebACLArn)) throw new Error(`WebACLArn ${WebACLArn} names no web ACL`);
    this.#associations.set(ResourceArn, WebACLArn);
    return { ref: `${WebACLArn}|${ResourceArn}`, attributes: {} };
  }
}

/** In the form of a UUID, the same at every start. */
function stableId(place: string): string {
  const hash = createHash('sha256').update(place).digest('hex');
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

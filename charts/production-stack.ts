import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from '../config/environment.ts';
import { syncWaveKey } from '../config/objects.ts';
import { ApplicationObjects } from './application/application-objects.ts';
import { ApplicationTier } from './application/application-tier.ts';
import { CacheTier } from './cache/cache-tier.ts';
import { DataTier } from './data/data-tier.ts';
import { LoadBalancingTier } from './load-balancing/load-balancing-tier.ts';
import { connectionsOf } from './network/connections.ts';
import { NetworkTier } from './network/network-tier.ts';
import { ObjectsTier, objectsTier } from './objects/objects-tier.ts';
import { ObservabilityTier } from './observability/observability-tier.ts';
import { PlatformTier } from './platform/platform-tier.ts';
import { type OrderedTier, waveOf } from './tier.ts';

/** All objects of one environment. Its constructor is the table of contents of `dist/<environment>/`. */
export class ProductionStack extends Construct {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment.name);
    const connections = connectionsOf(environment);
    new PlatformTier(this, environment);
    new NetworkTier(this, environment, connections);
    if (environment.observability) new ObservabilityTier(this, environment);
    new DataTier(this, environment);
    new CacheTier(this, environment);
    new LoadBalancingTier(this, environment);
    new ApplicationTier(this, environment, connections);
    new ObjectsTier(this, environment);
    this.orderForArgo();
  }

  /** Adds the sync waves, so that Argo CD applies the tiers one after the other. Further objects have theirs. */
  private orderForArgo(): void {
    for (const tier of this.node.children.filter(({ node }) => node.id !== objectsTier)) {
      for (const construct of tier.node.findAll()) {
        if (ApiObject.isApiObject(construct)) {
          const wave = waveOf(tier.node.id as OrderedTier, construct.kind, isBehindJob(construct));
          construct.metadata.addAnnotation(syncWaveKey, String(wave));
        }
      }
    }
  }
}

/** Whether an object belongs to an application with a Job before a release. */
function isBehindJob({ node }: ApiObject): boolean {
  return node.scopes.some(scope => scope instanceof ApplicationObjects && scope.hasJob);
}

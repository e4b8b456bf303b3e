import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { applicationLabels } from './endpoints.ts';
import { labelsOf } from './names.ts';

export interface ApplicationServiceProps {
  readonly application: string;
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ports: k8s.ServicePort[];
  /** The endpoints that a request prefers. Default: none. */
  readonly trafficDistribution?: string;
}

/** Leads to the pods of an application. Argo Rollouts adds their color to its selector. */
export class ApplicationService extends k8s.KubeService {
  private readonly trafficDistribution: string | undefined;

  constructor(scope: Construct, props: ApplicationServiceProps) {
    const { application, name, annotations, ports, trafficDistribution } = props;
    super(scope, name, {
      metadata: {
        name,
        labels: { ...labelsOf(application) },
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: {
        type: 'ClusterIP',
        selector: applicationLabels(application),
        ports,
      },
    });
    this.trafficDistribution = trafficDistribution;
  }

  /** Adds `trafficDistribution`: the class is of Kubernetes 1.27 and does not have it. */
  override toJson(): unknown {
    const manifest = super.toJson();
    if (this.trafficDistribution) manifest.spec.trafficDistribution = this.trafficDistribution;
    return manifest;
  }
}

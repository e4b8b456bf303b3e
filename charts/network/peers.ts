/** Labels that select pods. */
export type PodLabels = Readonly<Record<string, string>>;

/** One end of a connection: pods of this namespace, pods of another one, or addresses outside the cluster. */
export type Peer =
  | { readonly kind: 'pods'; readonly name: string; readonly labels: PodLabels }
  | {
      readonly kind: 'namespace';
      readonly name: string;
      readonly namespace: string;
      readonly labels?: PodLabels;
    }
  | { readonly kind: 'network'; readonly name: string; readonly cidr: string };

/** The labels that select the pods of an application, as the reference writes them. */
export function applicationLabels(name: string): PodLabels {
  return { app: name };
}

/** The pods of an application, both colours. */
export function applicationPods(name: string): Peer {
  return { kind: 'pods', name, labels: applicationLabels(name) };
}

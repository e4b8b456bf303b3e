# slipway

The objects of `slipway synth` as a Helm chart, for Kubernetes %OLDEST_KUBERNETES% to %NEWEST_KUBERNETES%. Written by `slipway helm`;
an edit is lost. Both render from the same constructs, and a test compares them object by object.

```console
%COMMANDS%
```

With Helm 4 install with `--server-side=false`: Argo Rollouts owns the selectors of Services, and a server-side apply
that takes them back would send users to a version that no one has examined (argo-rollouts#3437). Helm sets its own
`app.kubernetes.io/managed-by` on every object.

A values file for another environment comes from its environment file: `slipway helm --environment FILE`. The values
of the others stay. In a file written by hand, `null` takes a key away that `values.yaml` has.

## Values

| value | in `values.yaml` | what it is |
| --- | --- | --- |
%VALUES%

`applications` holds any number of them, each with the keys that the schema demands. What `values.yaml` does without:

| value | what it is |
| --- | --- |
%FURTHER_VALUES%

## Fixed when the chart is generated

- images of PostgreSQL, Valkey and their exporters: versions are raised with the constructs, tested together
- three sentinels, ports, probe delays, security contexts: they are figures of the constructs
- objects of Argo CD: an Application points at this chart instead

## Not checked here

The schema and `templates/validation/values.yaml` refuse most of what `slipway synth` refuses. These they do not:

- whether the schedule of backups ever comes, and whether `backup.maxAge` is longer than its gaps
- parameters of PostgreSQL that contradict the memory, the volumes or the poolers
- texts that are longer than Linux, Kubernetes or etcd take
- the syntax of a `query`, but for comments
- rules across objects, such as Services that select nothing

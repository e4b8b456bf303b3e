/** Places that a law does not hold for yet. Every list shrinks until this file is gone. */
export const open = {
  circles: ['config'],
  functions: `chartReadme scenarios startRepoServer startControllers
    furnish`.split(/\s+/),
  words: `charts/application charts/cache charts/container-resources.ts charts/data charts/load-balancing
    charts/network charts/observability charts/platform charts/zone-spread.ts config/application.ts
    config/checks config/cluster.ts config/delivery.ts config/files.ts config/load.ts
    config/messages.ts config/placement.ts config/read config/scale.ts config/secret-shapes.ts
    config/units config/validate.ts docs/application.md docs/cache.md docs/data.md docs/decisions
    docs/dependencies.md docs/environment.md docs/gitops.md docs/helm.md docs/network.md
    docs/testing.md docs/timeouts.md docs/tools.md output/argocd output/helm test/browser
    test/charts test/cluster test/config test/docs test/examples test/hostile test/oracle
    test/output test/prometheus test/selectors test/support test/timeouts test/tools tools/binary.ts
    tools/cache.ts tools/cluster tools/environment-docs.ts tools/go-tools.ts tools/imports.ts
    tools/kubernetes-schemas.ts tools/lock.ts tools/typed-branches.ts tools/versions.ts`.split(/\s+/),
  names: `charts/network config/checks config/load.ts config/read config/units config/validate.ts
    output/argocd output/helm test/charts test/cli test/cluster test/config test/dist.test.ts
    test/docs test/hostile test/imports test/oracle test/output test/prometheus test/selectors
    test/support tools/cluster tools/kubeconform.ts`.split(/\s+/),
  sentences: `CONTRIBUTING.md README.md charts/application charts/cache charts/data charts/kept.ts
    charts/load-balancing charts/network charts/observability charts/platform charts/pod-names.ts
    charts/tier.ts charts/zone-spread.ts config/cache.ts config/checks config/database.ts
    config/did-you-mean.ts config/files.ts config/read config/units docs/application.md
    docs/benchmarks.md docs/cache.md docs/data.md docs/decisions docs/environment.md docs/gitops.md
    docs/helm.md docs/network.md docs/observability.md docs/platform.md docs/rules.md
    docs/scaling.md docs/testing.md docs/timeouts.md docs/tools.md output/argocd output/helm
    output/replace output/yaml.ts test/cluster test/docs test/output test/support tools/binary.ts
    tools/cache.ts tools/cluster tools/crd-schemas.ts tools/imported-kinds.ts tools/kubeconform.ts
    tools/lock.ts tools/manifest-files.ts tools/openapi.ts`.split(/\s+/),
};

export function isIn(places: readonly string[], path: string): boolean {
  return places.some(place => path === place || path.startsWith(`${place}/`));
}

/** Places that a law does not hold for yet. Every list shrinks until this file is gone. */
export const open = {
  circles: ['config'],
  functions: `chartReadme`.split(/\s+/),
  words: `config/units docs/decisions docs/gitops.md docs/helm.md output/helm test/cluster test/output
    tools/typed-branches.ts`.split(/\s+/),
  names: `output/helm test/charts test/output test/selectors`.split(/\s+/),
  sentences:
    `docs/decisions docs/helm.md docs/testing.md docs/tools.md output/helm tools/imported-kinds.ts`.split(
      /\s+/,
    ),
};

export function isIn(places: readonly string[], path: string): boolean {
  return places.some(place => path === place || path.startsWith(`${place}/`));
}

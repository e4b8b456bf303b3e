/** Places that a law does not hold for yet. Every list shrinks until this file is gone. */
export const open = {
  circles: ['config'],
  functions: `chartReadme scenarios startRepoServer startControllers
    furnish`.split(/\s+/),
  words: `.ci CONTRIBUTING.md README.md bench charts cli config docs environments examples output simulation
    test/browser test/charts test/cli test/cluster test/config test/examples test/hostile
    test/imports test/oracle test/output test/prometheus test/selectors test/support test/timeouts
    test/tools test/simulation tools`.split(/\s+/),
  sentences: `CONTRIBUTING.md README.md bench charts cli config docs examples output simulation test/browser
    test/charts test/cli test/cluster test/config test/examples test/hostile test/imports
    test/oracle test/output test/prometheus test/selectors test/support test/timeouts test/tools
    tools`.split(/\s+/),
};

export function isIn(places: readonly string[], path: string): boolean {
  return places.some(place => path === place || path.startsWith(`${place}/`));
}

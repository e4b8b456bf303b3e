/** Places that a law does not hold for yet. Every list shrinks until this file is gone. */
export const open = {
  circles: ['charts', 'config'],
  functions:
    `addDataPods addSentinels applicationPanels chartReadme prepare scenarios startRepoServer startControllers
    furnish`.split(/\s+/),
  words:
    `CONTRIBUTING.md README.md bench charts cli config docs environments examples output rules simulation test
    tools`.split(/\s+/),
  sentences: `CONTRIBUTING.md README.md bench charts cli config docs examples output rules simulation test
    tools`.split(/\s+/),
};

export function isIn(places: readonly string[], path: string): boolean {
  return places.some(place => path === place || path.startsWith(`${place}/`));
}

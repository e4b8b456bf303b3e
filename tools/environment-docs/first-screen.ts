import type { Topic } from './topic.ts';

/** The environment that every example of the page adds to. */
export const smallest = `name: shop                    # also the namespace, and the folder in dist/
cluster:
  kubernetes: '1.36'          # minor of the API server. Default: the newest
  storageClass: encrypted-ssd # of all volumes; choose one that encrypts at rest
applications:
  web:
    image: registry.example.com/shop:1.0.0
    host: shop.example.com    # certificate, listener and route follow. Default: not reachable from outside
    port: 3000                # default: 8080
    health: /healthz          # answers 200 while it can serve. Default: /health
    resources: { requests: { cpu: 250m, memory: 256Mi } }
`;

/** What everyone needs, and where to find the rest. */
export function firstScreen(topics: readonly Topic[]): string {
  const rows = topics.map(({ need, title }) => `| ${need} | [${title}](#${anchorOf(title)}) |\n`).join('');
  return `# Environment files

An environment is one file in \`environments/\`, in TypeScript, YAML or JSON. This is a whole one, with the keys that everyone needs:

\`\`\`yaml
${smallest}\`\`\`

\`npx slipway synth\` makes a blue/green Rollout of 3 replicas of it, with all that belongs to one. All other keys have defaults. [The contract of an image](image-contract.md) says what they expect of yours, and \`npx slipway doctor\` which of them you rely on. Below is every key, by topic. Each topic adds something to this environment, and shows the YAML that comes out.

| if you need … | see |
| --- | --- |
${rows}`;
}

/** What a link to a heading ends with, as GitHub makes it of letters, commas and spaces. */
function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(',', '').replaceAll(' ', '-');
}

import type { Schema } from '../../config/patch-schema.ts';
import { firstScreen } from './first-screen.ts';
import { keysAsMarkdown } from './keys.ts';
import { partsOf } from './shown.ts';
import type { Topic } from './topic.ts';
import { topics } from './topics.ts';

/** docs/environment.md: what everyone needs, then every key by topic, each with the YAML that comes out. */
export function environmentPage(file: Schema): string {
  return [firstScreen(topics), ...topics.map(topic => chapter(topic, file))].join('\n');
}

function chapter(topic: Topic, file: Schema): string {
  const { title, text, of, keys, example, page } = topic;
  const path = of === 'file' ? '' : 'applications.NAME';
  const [context, written] =
    'file' in example ? ['environment', example.file] : ['application', example.application];
  return `## ${title}

${text}

\`\`\`yaml ${context}
${written.trim()}
\`\`\`

${partsWithPlaces(topic)}
More: [${page.split('#')[0]}](${page}). Keys of ${path === '' ? 'the file' : `\`${path}\``}:

${keysAsMarkdown(path, only(keys, of === 'file' ? file : applicationIn(file)))}`;
}

function partsWithPlaces(topic: Topic): string {
  const parts = partsOf(topic);
  return topic.shown
    .map(({ kind, name, at }, place) => {
      const where = at === '' ? '' : `, \`${at.replace(/\.(\d+)/g, '[$1]')}\``;
      return `${kind} \`${name}\`${where}:\n\n\`\`\`yaml object\n${parts[place]}\`\`\`\n`;
    })
    .join('\n');
}

function applicationIn(file: Schema): Schema {
  return file.properties?.applications?.additionalProperties as Schema;
}

/** The schema with these keys only. The keys of applications have their topics. */
function only(keys: readonly string[], { properties = {}, required }: Schema): Schema {
  const chosen = keys.flatMap(key => {
    const value = properties[key];
    if (value === undefined) return [];
    return [[key, key === 'applications' ? { ...value, additionalProperties: true } : value]];
  });
  return { properties: Object.fromEntries(chosen), required } as Schema;
}

const safe = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@');
const outside = new Set('^$()|?*+');
/** `\d`, `\w` and an escaped character that is safe itself. */
const plainEscapes = 'dw-./:@';

/**
 * Whether a regular expression matches none but letters, digits and `-_./:@`, which YAML and a quoted text leave as they
 * are. One that it cannot follow is taken for one that matches more.
 */
export function isPlain(pattern: string): boolean {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return false;
  let isClass = false;
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '\\') {
      at += 1;
      if (!plainEscapes.includes(pattern[at] ?? '')) return false;
    } else if (isClass) {
      if (character === ']') isClass = false;
      else if (!safe.has(character)) return false;
    } else if (character === '|' && depth === 0) {
      if (pattern[at - 1] !== '$' || pattern[at + 1] !== '^') return false;
    } else if (character === '[') {
      isClass = true;
    } else if (character === '{') {
      at = pattern.indexOf('}', at);
    } else if (character === '.' || !(safe.has(character) || outside.has(character))) {
      return false;
    }
    if (!isClass) depth += Number(character === '(') - Number(character === ')');
  }
  return true;
}

/** The reply of a sentinel about one server: lines with a name and lines with its value, in turn. */
export function fieldsOf(reply: string): Record<string, string> {
  const lines = reply.split('\n');
  const names = lines.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(names.map((name, index) => [name, lines[index * 2 + 1] ?? '']));
}

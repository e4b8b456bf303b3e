/**
 * The rows of a table as lines for a terminal, two spaces between columns. The first row says how many there are.
 *
 * `isNumber` says which columns, from 0 on, hold numbers, which end below each other. Default: none.
 */
export function aligned(
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean = () => false,
): string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const inColumn = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
  };
  return rows.map(row => row.map(inColumn).join('  ').trimEnd());
}

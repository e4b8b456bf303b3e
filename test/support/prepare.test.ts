import { prepare } from './prepare.ts';

function preparation(name: string, seconds: number, isThere: boolean) {
  const made: string[] = [];
  return { made, name, seconds, isThere: async () => isThere, make: async () => made.push(name) };
}

async function said(...preparations: ReturnType<typeof preparation>[]): Promise<string[]> {
  const lines: string[] = [];
  await prepare(preparations, line => lines.push(line));
  return lines;
}

test('what is missing is made, after a line that says what it is and about how long it takes', async () => {
  const [there, short, long] = [
    preparation('there', 600, true),
    preparation('short', 20, false),
    preparation('long', 110, false),
  ];
  expect(await said(there, short, long)).toEqual([
    'made once, before the first test: short, long; about 3 minutes on 2 cores',
    'making short once: about 20 s on 2 cores',
    expect.stringMatching(/^made short in \d s$/),
    'making long once: about 2 minutes on 2 cores',
    expect.stringMatching(/^made long in \d s$/),
    expect.stringMatching(/^made in \d s$/),
  ]);
  expect([there, short, long].map(({ made }) => made)).toEqual([[], ['short'], ['long']]);
});

test('nothing is said when nothing is missing', async () => {
  expect(await said(preparation('there', 600, true))).toEqual([]);
});

import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeMarked } from '../../../simulation/report/files.ts';
import { inFolderWith } from '../../support/temporary-folder.ts';

const mark = '<!-- Written by slipway simulate, which writes it again. -->\n';
const write = (text: string) => writeMarked('out', new Map([['a.svg', text]]));
const read = (path: string) => readFileSync(path, 'utf8');

test('files are marked, and written again by the next run', () =>
  inFolderWith({}, async () => {
    expect(write('<svg/>')).toEqual(['out/a.svg']);
    write('<svg>2</svg>');
    expect(read('out/a.svg')).toBe(`${mark}<svg>2</svg>`);
    expect(readdirSync('out')).toEqual(['a.svg']);
  }));

test('another name of a file that is written again keeps its content', () =>
  inFolderWith({}, async () => {
    write('1');
    linkSync('out/a.svg', 'kept.svg');
    write('2');
    expect(read('kept.svg')).toBe(`${mark}1`);
  }));

const notOurs =
  'out/a.svg: found something that slipway simulate did not write, at a path where it must write; move it away, or name another folder with --output';

test.each([
  ['a file of another program', () => writeFileSync('out/a.svg', 'precious')],
  ['a link to a file', () => symlinkSync('../precious', 'out/a.svg')],
  ['a folder', () => mkdirSync('out/a.svg')],
  ['a pipe', () => execFileSync('mkfifo', ['out/a.svg'])],
])('%s stays, and nothing else is written', (_, make) =>
  inFolderWith({ precious: `${mark}precious`, 'out/note': '' }, async () => {
    make();
    expect(() =>
      writeMarked(
        'out',
        new Map([
          ['b.svg', 'x'],
          ['a.svg', 'x'],
        ]),
      ),
    ).toThrow(new Error(notOurs));
    expect(readdirSync('out')).toEqual(['a.svg', 'note']);
    expect(read('precious')).toBe(`${mark}precious`);
  }),
);

test.each([
  ['a file', () => writeFileSync('out', ''), 'expected a folder, found a file on the way to it'],
  [
    'a dangling link',
    () => symlinkSync('nowhere', 'out'),
    'expected a folder, found a link to what does not exist',
  ],
])('a folder that is %s is refused in words', (_, make, message) =>
  inFolderWith({}, async () => {
    make();
    expect(() => write('x')).toThrow(new Error(`out: ${message}; name another folder with --output`));
  }),
);

import fc from 'fast-check';
import { parseImage } from '../../../config/units/image.ts';
import { law } from '../../support/law.ts';
import { processorSeconds } from '../../support/processor-time.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  ['web:1', { repository: 'web', tag: '1' }],
  ['app-registry/web-app:1.0.0', { repository: 'app-registry/web-app', tag: '1.0.0' }],
  ['ghcr.io/example/web:v1.2.3-rc.1_x', { repository: 'ghcr.io/example/web', tag: 'v1.2.3-rc.1_x' }],
  ['localhost:5000/web:1', { repository: 'localhost:5000/web', tag: '1' }],
  ['Registry.Example.com/web:1', { repository: 'Registry.Example.com/web', tag: '1' }],
  ['a.b/c__d/e---f/g.h:1', { repository: 'a.b/c__d/e---f/g.h', tag: '1' }],
  [`web@${digest}`, { repository: 'web', digest }],
  [`web:1@${digest}`, { repository: 'web', tag: '1', digest }],
])('parses %s', (reference, parts) => {
  expect(parseImage(reference)).toEqual({ ...parts, reference });
});

test('parses every image that it builds from parts', () => {
  const component = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,8})?$/);
  const tag = fc.stringMatching(/^[A-Za-z0-9_][-.A-Za-z0-9_]{0,20}$/).filter(text => text !== 'latest');
  law(
    fc.property(
      fc.array(component, { minLength: 1, maxLength: 4 }),
      tag,
      fc.boolean(),
      (path, version, pinned) => {
        const reference = `${path.join('/')}:${version}${pinned ? `@${digest}` : ''}`;
        const image = parseImage(reference);
        expect(image.repository).toBe(path.join('/'));
        expect(image.tag).toBe(version);
        expect(image.digest).toBe(pinned ? digest : undefined);
      },
    ),
  );
});

const form = 'expected an image such as registry/app:1.2.3@sha256:…';

test.each([
  ['https://registry/web:1', `${form}, found "https://registry/web:1"; remove the scheme`],
  ['registry/web :1', `${form}, found "registry/web :1"; remove the whitespace`],
  ['registry/Web:1', `${form}, found "registry/Web:1"; write the path of an image in lowercase`],
  [
    'web:1@sha256:ABC',
    `${form}, found "web:1@sha256:ABC"; a digest is sha256: and 64 lowercase hexadecimal digits`,
  ],
  ['web:1@md5:00', `${form}, found "web:1@md5:00"; a digest is sha256: and 64 lowercase hexadecimal digits`],
  ['', `${form}, found ""`],
  ['web:', `${form}, found "web:"`],
  ['web:.1', `${form}, found "web:.1"`],
  ['/web:1', `${form}, found "/web:1"`],
  ['a//b:1', `${form}, found "a//b:1"`],
  ['web-:1', `${form}, found "web-:1"`],
])('refuses %j', (text, message) => {
  expect(() => parseImage(text)).toThrow(message);
});

test.each(['web', 'web:latest', 'localhost:5000/web'])('refuses %s, which may change later', text => {
  const repository = text.replace(':latest', '');
  expect(() => parseImage(text)).toThrow(
    `expected an image with a version or a digest, found "${text}", which may mean another image tomorrow; name a version such as ${repository}:1.2.3`,
  );
});

test('refuses latest even with a digest, since it is not a version', () => {
  expect(() => parseImage(`web:latest@${digest}`)).toThrow('expected an image with a version or a digest');
});

test('refuses a name that is too long for a registry', () => {
  expect(() => parseImage(`${'a/'.repeat(130)}b:1`)).toThrow(
    'expected an image name of at most 255 characters',
  );
});

test('takes little time for a text made to be slow', () => {
  const seconds = processorSeconds(() => {
    expect(() => parseImage(`${'a-'.repeat(50_000)}!`)).toThrow(form);
    expect(() => parseImage(`${'a.'.repeat(50_000)}!`)).toThrow(form);
  });
  // It takes hundredths of a second; a pattern that backtracks at each character takes over five seconds.
  expect(seconds).toBeLessThan(1);
});

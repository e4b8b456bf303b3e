import { z } from 'zod';
import { expected, parsed, show } from './expected.ts';

/** A container image, taken apart. Source of the grammar: distribution/reference `reference.go`. */
export interface Image {
  /** Registry and path: `ghcr.io/example/web`. */
  readonly repository: string;
  /** Version tag. - none: the digest alone names the image. */
  readonly tag?: string;
  /** `sha256:…`. - none: the tag alone names the image, and may be moved. */
  readonly digest?: string;
  /** The whole reference as a container's `image` wants it. */
  readonly reference: string;
}

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const domain = `${label}(?:\\.${label})*(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const grammar = new RegExp(
  `^(?<repository>(?:${domain}/)?${component}(?:/${component})*)` +
    '(?::(?<tag>\\w[-.\\w]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$',
);

const what = 'an image such as registry/app:1.2.3@sha256:…';
const longestRepository = 255;

/** @throws when the text is no image reference, or one that can change under a running system. */
export function parseImage(text: string): Image {
  const groups = grammar.exec(text)?.groups;
  if (!groups?.repository) throw new Error(`expected ${what}, found ${show(text)}${adviceOn(text)}`);
  const { repository, tag, digest } = groups;
  if (repository.length > longestRepository) {
    throw new Error(`expected an image name of at most ${longestRepository} characters, found ${show(text)}`);
  }
  if (tag === 'latest' || (!tag && !digest)) {
    throw new Error(
      `expected an image with a version or a digest, found ${show(text)}, which may be another image tomorrow; name a version such as ${repository}:1.2.3`,
    );
  }
  return { repository, ...(tag && { tag }), ...(digest && { digest }), reference: text };
}

/** What most likely went wrong, in the order in which people get it wrong. */
function adviceOn(text: string): string {
  if (/^[a-z]+:\/\//.test(text)) return '; leave out the scheme';
  if (/\s/.test(text)) return '; leave out the white space';
  if (/@/.test(text)) return '; a digest is sha256: and 64 hexadecimal digits in lower case';
  const path = text.replace(/:[^/:]*$/, '');
  return path === path.toLowerCase() ? '' : '; the path of an image is in lower case';
}

/** An image as an environment file writes it, parsed. */
export const image = parsed(z.string({ error: expected(what) }), parseImage).meta({
  title: 'image',
  pattern: grammar.source.replace(/\?<\w+>/g, ''),
});

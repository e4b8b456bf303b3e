import { z } from 'zod';
import { expected, parsed, show } from './expected.ts';

/** The parts of a container image reference. Source of the grammar: distribution/reference `reference.go`. */
export interface Image {
  /** Registry and path: `ghcr.io/example/web`. */
  readonly repository: string;
  /** Version tag. - none: the digest alone names the image. */
  readonly tag?: string;
  /** `sha256:…`. - none: the tag alone names the image, and may point to another image later. */
  readonly digest?: string;
  /** The whole reference, for the field `image` of a container. */
  readonly reference: string;
}

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const domain = `${label}(?:\\.${label})*(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const grammar = new RegExp(
  `^(?<repository>(?:${domain}/)?${component}(?:/${component})*)` +
    '(?::(?<tag>\\w[-.\\w]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$',
);

const allowed = 'an image such as registry/app:1.2.3@sha256:…';
const longestRepository = 255;

/** @throws when the text is not an image reference, or one without a fixed version. */
export function parseImage(text: string): Image {
  const groups = grammar.exec(text)?.groups;
  if (!groups?.repository) throw new Error(`expected ${allowed}, found ${show(text)}${adviceOn(text)}`);
  const { repository, tag, digest } = groups;
  if (repository.length > longestRepository) {
    throw new Error(`expected an image name of at most ${longestRepository} characters, found ${show(text)}`);
  }
  if (tag === 'latest' || (!tag && !digest)) {
    throw new Error(
      `expected an image with a version or a digest, found ${show(text)}, which may mean another image tomorrow; name a version such as ${repository}:1.2.3`,
    );
  }
  return { repository, ...(tag && { tag }), ...(digest && { digest }), reference: text };
}

/** Advice on the most likely mistakes, the most common first. */
function adviceOn(text: string): string {
  if (/^[a-z]+:\/\//.test(text)) return '; remove the scheme';
  if (/\s/.test(text)) return '; remove the whitespace';
  if (/@/.test(text)) return '; a digest is sha256: and 64 lowercase hexadecimal digits';
  const path = text.replace(/:[^/:]*$/, '');
  return path === path.toLowerCase() ? '' : '; write the path of an image in lowercase';
}

/** The schema of an image; parses it. */
export const image = parsed(z.string({ error: expected(allowed) }), parseImage).meta({
  title: 'image',
  pattern: grammar.source.replace(/\?<\w+>/g, ''),
});

import { z } from 'zod';

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

const grammar =
  /^(?<repository>[a-z0-9]+(?:[._-][a-z0-9]+)*(?::\d+)?(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** @throws when the text is no image reference, or one that can change under a running system. */
export function parseImage(text: string): Image {
  const groups = grammar.exec(text)?.groups;
  if (!groups?.repository) {
    throw new Error(`expected an image such as registry/app:1.2.3@sha256:…, found ${JSON.stringify(text)}`);
  }
  const { repository, tag, digest } = groups;
  if (tag === 'latest' || (!tag && !digest)) {
    throw new Error(
      `expected an image with a version or a digest, found ${JSON.stringify(text)}, which may be another image tomorrow; name a version such as ${repository}:1.2.3`,
    );
  }
  return { repository, ...(tag && { tag }), ...(digest && { digest }), reference: text };
}

/** An image as an environment file writes it, parsed. */
export const image = z.string().transform((text, context) => {
  try {
    return parseImage(text);
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});

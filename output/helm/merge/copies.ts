import type { Copied, Variant } from '../sample/samples.ts';

type Scalar = string | number | boolean;

/** The marker, or the text with it, that all variants are: copies of a value that is not a marker in some samples. */
export function copyOf(variants: readonly Variant[], copies: readonly Copied[]): Scalar | undefined {
  for (const copied of copies) {
    const general = generalOf(variants, copied);
    if (general !== undefined) return general;
  }
  return undefined;
}

function generalOf(variants: readonly Variant[], copied: Copied): Scalar | undefined {
  const { marker, inText, bySample } = copied;
  const marked = variants.find(
    ({ value }) => value === marker || (typeof value === 'string' && value.includes(inText)),
  );
  const first = variants[0];
  const chosen = bySample.find((_, sample) => first !== undefined && isIn(first, sample));
  const general = (marked?.value as Scalar | undefined) ?? withMarker(first?.value, chosen, copied);
  if (general === undefined) return undefined;
  const isCopy = (variant: Variant) =>
    bySample.every((said, sample) => {
      if (!isIn(variant, sample) || variant.value === general) return true;
      return (
        variant.value ===
        (typeof general === 'string' && general !== marker ? general.replaceAll(inText, String(said)) : said)
      );
    });
  return variants.every(isCopy) ? general : undefined;
}

/** A value with the marker in place of what was chosen; undefined where it is not in it. */
function withMarker(
  value: unknown,
  chosen: Scalar | undefined,
  { marker, inText }: Copied,
): Scalar | undefined {
  if (chosen === undefined || value === undefined) return undefined;
  if (value === chosen) return marker;
  const isPart = typeof value === 'string' && value.includes(String(chosen));
  return isPart ? value.replace(String(chosen), inText) : undefined;
}

function isIn({ bits }: Variant, sample: number): boolean {
  return ((bits >> BigInt(sample)) & 1n) === 1n;
}

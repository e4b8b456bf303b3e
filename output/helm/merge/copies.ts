import type { Copied, Variant } from '../sample/samples.ts';

type Scalar = string | number | boolean;

/** The marker, or the text with it, that all variants are: copies of a value that is not a marker in some samples. */
export function copyOf(variants: readonly Variant[], copies: readonly Copied[]): Scalar | undefined {
  for (const copied of copies) {
    const general = generalOf(variants, copied);
    if (general !== undefined && variants.every(variant => isCopy(variant, general, copied))) return general;
  }
  return undefined;
}

/** What holds the marker; where nothing does, the first variant with the marker in place of what was chosen. */
function generalOf(variants: readonly Variant[], { marker, inText, bySample }: Copied): Scalar | undefined {
  const marked = variants.find(
    ({ value }) => value === marker || (typeof value === 'string' && value.includes(inText)),
  );
  if (marked) return marked.value as Scalar;
  const [first] = variants;
  const chosen = first && bySample.find((_, sample) => isIn(first, sample));
  if (first === undefined || chosen === undefined) return undefined;
  const { value } = first;
  if (value === chosen) return marker;
  const isPart = typeof value === 'string' && value.includes(String(chosen));
  return isPart ? value.replace(String(chosen), inText) : undefined;
}

function isCopy(variant: Variant, general: Scalar, { marker, inText, bySample }: Copied): boolean {
  const isText = typeof general === 'string' && general !== marker;
  return bySample.every((chosen, sample) => {
    const copy = isText ? general.replaceAll(inText, String(chosen)) : chosen;
    return !isIn(variant, sample) || variant.value === general || variant.value === copy;
  });
}

function isIn({ bits }: Variant, sample: number): boolean {
  return ((bits >> BigInt(sample)) & 1n) === 1n;
}

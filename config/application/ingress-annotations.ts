import { z } from 'zod';
import { freeText } from '../units/free-text.ts';
import { labelKey } from '../units/names.ts';

/** What an Ingress controller reads beyond the fields of an Ingress. Slipway knows none of it, and checks no value. */
export const ingressAnnotations = {
  ingressAnnotations: z.record(labelKey, freeText).default({}).meta({
    description:
      'Annotations for its Ingresses, which your controller reads; only with ingressClass. Default: none.',
  }),
};

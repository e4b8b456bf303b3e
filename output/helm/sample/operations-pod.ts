import { Quantity } from '../../../config/units/quantity.ts';
import { call, include } from '../template/expression.ts';
import { app } from './choice.ts';
import type { Carry } from './interpretation.ts';

/** Operations on the pods of an application. */
export const podOperations: Readonly<Record<string, readonly [about: string, carry: Carry]>> = {
  modeNumber: [
    'applications.*.secretFiles.*.defaultMode',
    (here, [mode]) => here.derived(mode, from => call('toDecimal', from)),
  ],
  diskUse: [
    'applications.*',
    (here, [, more]) => {
      const mebibytes = Quantity.parse(String(more)).in('Mi');
      return here.marker(include('disk-use', call('list', app, mebibytes)));
    },
  ],
};

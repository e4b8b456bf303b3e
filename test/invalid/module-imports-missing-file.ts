import { memory } from './nowhere.ts';

export default { name: 'broken', cluster: { storageClass: 'standard' }, cache: { memory } };

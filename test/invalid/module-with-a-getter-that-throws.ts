export default {
  name: 'broken',
  cluster: {
    get storageClass(): string {
      throw new Error('not today');
    },
  },
};

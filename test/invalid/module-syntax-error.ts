export default {
  name: 'broken',
  cluster: { storageClass: };
};

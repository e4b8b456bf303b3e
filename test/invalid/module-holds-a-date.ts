export default {
  name: 'broken',
  cluster: { storageClass: 'standard' },
  applications: { web: { env: { SINCE: new Date(0) } } },
};

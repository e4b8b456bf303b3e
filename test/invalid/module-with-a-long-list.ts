export default { name: 'broken', cluster: { storageClass: 'standard' }, applications: new Array(4e9) };

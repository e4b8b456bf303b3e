process.exit(0);

export default { name: 'broken', cluster: { storageClass: 'standard' } };

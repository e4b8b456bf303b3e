const memory = process.argv.length > 1000 ? '1Gi' : undefined;
if (memory === undefined) throw new Error('no memory was chosen');

export default { name: 'broken', cluster: { storageClass: 'standard' }, cache: { memory } };

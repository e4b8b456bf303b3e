Promise.reject(new Error('nobody waits for this'));

export default { name: 'broken', cluster: { storageClass: 'standard' } };

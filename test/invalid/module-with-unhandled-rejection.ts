Promise.reject(new Error('no one handles this'));

export default { name: 'broken', cluster: { storageClass: 'standard' } };

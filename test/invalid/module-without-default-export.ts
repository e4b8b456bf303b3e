export const environment = { name: 'broken', cluster: { storageClass: 'standard' } };

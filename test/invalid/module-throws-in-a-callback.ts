setTimeout(() => {
  throw new Error('thrown later');
}, 0);
await new Promise(resolve => setTimeout(resolve, 1000));

export default { name: 'broken', cluster: { storageClass: 'standard' } };

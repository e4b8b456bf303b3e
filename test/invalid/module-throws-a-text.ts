throw 'no memory';

// All of the entry, with the module in its script.
export * from 'iamsmart/server';

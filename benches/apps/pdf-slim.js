// All of the entry, with the module beside its script.
export * from 'iamsmart/pdf/slim';

export default {
  // The package is loaded as it is installed.
  serverExternalPackages: ['iamsmart'],
  rewrites: async () => [{ source: '/', destination: '/index.html' }],
};

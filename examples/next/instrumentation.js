/** Next calls this in each process, before it answers. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') await (await import('./e-service.js')).start();
}

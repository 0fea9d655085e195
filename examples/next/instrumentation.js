// Next calls this once in each process.
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { eService } = await import('./e-service.js');
  (await eService()).flows.run();
}

// sign-in.js: yours. Hands the grant to the e-service's server, which redeems the code.

/**
 * @param {import('iamsmart').LoginGrant} grant
 * @returns {Promise<string>}
 */
export async function signIn(grant) {
  const response = await fetch('/api/login', { method: 'POST', body: JSON.stringify(grant) });
  return (await response.json()).name;
}

// An OAuth 2.0 authorization server, npm's oidc-provider, whose user consents at once.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export const CLIENT_ID = 'e-service';
export const REDIRECT_URI = 'http://127.0.0.1:1/callback';

/** Requires PKCE with S256; sends `iss` (RFC 9207). */
export async function startProvider() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        redirect_uris: [REDIRECT_URI],
        token_endpoint_auth_method: 'none',
        // The only application type that may use a loopback address.
        application_type: 'native',
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  });
  const serve = provider.callback();
  server.on('request', (request, response) => {
    const own = request.url.startsWith('/interaction/');
    const answer = own ? agree(provider, request, response) : serve(request, response);
    answer.catch((error) => response.destroy(error));
  });
  return {
    issuer,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function agree(provider, request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { accountId: 'chan' };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent });
}

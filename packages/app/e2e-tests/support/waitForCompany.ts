import { request } from '@playwright/test';

const FEWEST_ENTITIES = 48;
const PATIENCE_MS = 180_000;

/**
 * Waits until the catalog has read the example company and every product and
 * path has a score: what tests look for is there then.
 */
export default async function waitForCompany(): Promise<void> {
  // The backend serves the built app; in development it has its own port.
  const backend = process.env.PLAYWRIGHT_URL ?? 'http://localhost:7007';
  const api = await request.newContext({ baseURL: backend });
  const deadline = Date.now() + PATIENCE_MS;
  let state = 'it does not answer';
  let before = -1;
  while (Date.now() < deadline) {
    try {
      const scored = await countScored(api);
      if (scored >= FEWEST_ENTITIES && scored === before) {
        await api.dispose();
        return;
      }
      before = scored;
      state = `it has scored ${scored} products and paths, and more are expected`;
    } catch (error) {
      state = String(error);
    }
    await new Promise(resolve => setTimeout(resolve, 2_000));
  }
  throw new Error(
    `The portal at ${backend} was not ready after ${
      PATIENCE_MS / 1000
    } s: ${state}`,
  );
}

type Api = Awaited<ReturnType<typeof request.newContext>>;

async function countScored(api: Api): Promise<number> {
  const session = await api.get('/api/auth/demo/refresh', {
    headers: { 'x-demo-user': 'linnea-strand' },
  });
  if (!session.ok()) {
    throw new Error(`signing in answers ${session.status()}`);
  }
  const { backstageIdentity } = await session.json();
  const list = await api.get('/api/data-products/readiness?limit=1', {
    headers: { authorization: `Bearer ${backstageIdentity.token}` },
  });
  if (!list.ok()) {
    throw new Error(`the list of readiness answers ${list.status()}`);
  }
  return (await list.json()).totalItems;
}

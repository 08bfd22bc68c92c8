import { BACKEND_URL, PortalApi } from './PortalApi';

const FEWEST_ENTITIES = 48;
const PATIENCE_MS = 180_000;

/**
 * Waits until the catalog has read the example company and every product and
 * path has a score: what tests look for is there then.
 */
export default async function waitForCompany(): Promise<void> {
  const api = await PortalApi.create();
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
    `The portal at ${BACKEND_URL} was not ready after ${
      PATIENCE_MS / 1000
    } s: ${state}`,
  );
}

async function countScored(api: PortalApi): Promise<number> {
  const { totalItems } = await api.get<{ totalItems: number }>(
    'linnea-strand',
    '/api/data-products/readiness?limit=1',
  );
  return totalItems;
}

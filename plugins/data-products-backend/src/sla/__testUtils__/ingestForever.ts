/*
 * A process of its own that reports observations until it is killed, and says
 * of each batch when it was acknowledged.
 */
import knexFactory from 'knex';
import { OwnershipStore } from '../../ownership/OwnershipStore';
import { ObservationService } from '../ObservationService';
import { ObservationStore } from '../ObservationStore';

const BATCH = 50;
const MINUTE_MS = 60_000;

async function ingestForever(): Promise<void> {
  const { config, entityRef, objective, now } = JSON.parse(process.argv[2]);
  const knex = knexFactory(config);
  const store = ObservationStore.create(knex);
  const service = ObservationService.create({
    knex,
    store,
    ownership: OwnershipStore.create(knex),
    contracts: async () => new Map(),
    retentionMs: 90 * 24 * 60 * MINUTE_MS,
    onAccepted: () => {},
  });
  for (let batch = 0; ; batch++) {
    const items = Array.from({ length: BATCH }, (_, i) => ({
      id: `${batch}-${i}`,
      entityRef,
      objective,
      value: 0.99,
      observedAt: new Date(now - (batch * BATCH + i) * MINUTE_MS).toISOString(),
      source: 'test',
    }));
    const { accepted } = await service.ingest(items, new Date(now));
    if (accepted !== BATCH) {
      throw new Error(`${accepted} of ${BATCH} were accepted`);
    }
    process.stdout.write(`${batch}\n`);
    // Killed while it files, too.
    if (batch % 3 === 2) {
      await store.fileArrivals(new Date(now));
    }
  }
}

ingestForever().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

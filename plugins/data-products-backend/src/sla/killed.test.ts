import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { collected, product } from '../__testUtils__/entities';
import { EvidenceStore } from '../evidence';
import { ObservationDay } from './ObservationDay';
import { ObservationStore } from './ObservationStore';

jest.setTimeout(120_000);

const storage = createTestStorage();
const REF = 'dataproduct:default/a';
const KILLS = 3;
const BATCHES_BEFORE_KILL = 8;
const BATCH = 50;

it.each(DATABASES)(
  'what was acknowledged survives a kill in the middle of more, on %s',
  async id => {
    const knex = await storage.create(id);
    const now = Date.parse('2026-11-21T12:00:00.000Z');
    await EvidenceStore.create(knex).save(
      [
        collected(
          product('a', {
            objectives: [
              { name: 'complete', indicator: 'completeness', target: 0.98 },
            ],
          }),
        ),
      ],
      new Date(now),
    );
    const { client, connection, useNullAsDefault } = knex.client.config;
    const argument = JSON.stringify({
      // Knex hides the password from those who copy.
      config: {
        client,
        connection: { ...connection, password: connection.password },
        useNullAsDefault,
      },
      entityRef: REF,
      objective: 'complete',
      now,
    });

    for (let kill = 0; kill < KILLS; kill++) {
      const child = spawn(
        process.execPath,
        [
          '-r',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          require.resolve('./__testUtils__/ingestForever.ts'),
          argument,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let acknowledged = -1;
      for await (const line of createInterface({ input: child.stdout! })) {
        acknowledged = Number(line);
        if (acknowledged === BATCHES_BEFORE_KILL) {
          child.kill('SIGKILL');
        }
      }
      if (child.exitCode === null && child.signalCode === null) {
        await once(child, 'exit');
      }
      expect(child.signalCode).toBe('SIGKILL');

      await ObservationStore.create(knex).fileArrivals(new Date(now));
      const days = await knex('observation_day').select('day', 'observations');
      const stored = new Set(
        days.flatMap(({ day, observations }) =>
          new ObservationDay('complete', day, observations).observations.map(
            observation => observation.id,
          ),
        ),
      );
      const wanted = Array.from({ length: acknowledged + 1 }, (_, batch) =>
        Array.from({ length: BATCH }, (__, i) => `${batch}-${i}`),
      ).flat();
      expect(wanted.length).toBeGreaterThan(BATCHES_BEFORE_KILL * BATCH);
      expect(wanted.filter(each => !stored.has(each))).toEqual([]);
      // The objective is due: nothing that came in waits for the next one.
      expect(
        await knex('objective_due')
          .join(
            'objective',
            'objective.objective_id',
            'objective_due.objective_id',
          )
          .whereNotNull('stale_from'),
      ).toHaveLength(1);
    }
  },
);

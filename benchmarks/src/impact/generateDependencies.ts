import {
  IMPACT_EDGE_KINDS,
  ImpactInput,
  ImpactNode,
} from '@handoff/backstage-plugin-data-products-common';
import { SeededRandom } from 'backend/src/modules/scaleGenerator/SeededRandom';

const SEED = 11;
const INPUTS = 3;
const ISLANDS = 10;

/** How many entities a question about a small part of the company is about. */
const ISLAND_SHARE = 0.01;

/** A company as what depends on what, with where to ask from. */
export interface GeneratedDependencies {
  nodes: ImpactNode[];
  /** Reaches every entity of one hundredth of the company. */
  smallStart: string;
  /** Reaches nine tenths of the company. */
  largeStart: string;
}

/**
 * Makes a company in which every entity depends on three, anywhere among those
 * that came before it: nothing lies near to what it is asked with. Nine tenths
 * hang together, and the rest are islands of one hundredth each.
 */
export function generateDependencies(count: number): GeneratedDependencies {
  const random = new SeededRandom(SEED);
  const nodes: ImpactNode[] = [];
  const addPart = (size: number) => {
    const first = nodes.length;
    for (let id = first; id < first + size; id++) {
      const earlier = Math.min(id - first, INPUTS);
      nodes.push({
        ref: refOf(id),
        inputs: Array.from({ length: earlier }, () =>
          inputFrom(refOf(random.integer(first, id - 1)), random),
        ),
      });
    }
    return refOf(first);
  };
  const island = Math.round(count * ISLAND_SHARE);
  const largeStart = addPart(count - ISLANDS * island);
  const smallStart = addPart(island);
  for (let part = 1; part < ISLANDS; part++) {
    addPart(island);
  }
  return {
    // Each text is one of its own and whole, as those that a database answers.
    nodes: JSON.parse(JSON.stringify(nodes)),
    smallStart,
    largeStart,
  };
}

/** Three in ten say which columns they read. */
function inputFrom(ref: string, random: SeededRandom): ImpactInput {
  const kind = random.pick(IMPACT_EDGE_KINDS);
  return random.chance(0.3)
    ? {
        ref,
        kind,
        reads: Array.from(
          { length: random.integer(1, 3) },
          () => `main.column_${random.integer(1, 50)}`,
        ),
      }
    : { ref, kind };
}

function refOf(id: number): string {
  return `dataproduct:default/generated-product-${id}`;
}

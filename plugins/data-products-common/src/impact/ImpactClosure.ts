import { EdgeLabels } from './EdgeLabels';
import { ImpactEdgeKind } from './impactEdges';
import { NodeNames } from './NodeNames';
import { Walk } from './Walker';

/**
 * Something that is reached from where a question started.
 *
 * @public
 */
export interface ReachedNode {
  ref: string;
  /** How many edges away at the nearest. */
  depth: number;
  /** Whether it is only named by others, and does not exist itself. */
  missing: boolean;
}

/**
 * One step of the way to a reached node.
 *
 * @public
 */
export interface ImpactStep {
  from: string;
  to: string;
  kind: ImpactEdgeKind;
  /** The columns that are read in this step; absent when that is not known. */
  reads?: string[];
}

/**
 * Everything reached from one or more entities, nearest first. Later changes
 * of the index change nothing of what was reached and how.
 *
 * @public
 */
export class ImpactClosure {
  readonly #names: NodeNames;
  readonly #labels: EdgeLabels;
  readonly #walk: Walk;
  readonly #isListed: ((id: number) => boolean) | undefined;
  /** Places in the walk's order of what is listed; all after the starts when absent. */
  readonly #listed: Int32Array | undefined;
  #places: Map<number, number> | undefined;

  /** @internal */
  constructor(
    names: NodeNames,
    labels: EdgeLabels,
    walk: Walk,
    isListed: ((id: number) => boolean) | undefined,
  ) {
    this.#names = names;
    this.#labels = labels;
    this.#walk = walk;
    this.#isListed = isListed;
    this.#listed = isListed && placesOf(walk, isListed);
  }

  /** How many are reached and of the kinds that were asked for. */
  get size(): number {
    return this.#listed?.length ?? this.#walk.order.length - this.#walk.starts;
  }

  /** `false` when there is more behind the depth that was asked for. */
  get complete(): boolean {
    return this.#walk.complete;
  }

  /** Whether a way leads back to where it started. */
  get cyclic(): boolean {
    return this.#walk.cyclic;
  }

  /** Whether an entity is listed. */
  has(ref: string): boolean {
    const place = this.#placeOf(ref);
    if (place === undefined || place < this.#walk.starts) {
      return false;
    }
    return !this.#isListed || this.#isListed(this.#walk.order[place]);
  }

  /** Some of what is listed, nearest first. */
  nodes(start: number = 0, end: number = this.size): ReachedNode[] {
    const nodes: ReachedNode[] = [];
    for (let index = start; index < Math.min(end, this.size); index++) {
      const place = this.#listed?.[index] ?? this.#walk.starts + index;
      const id = this.#walk.order[place];
      nodes.push({
        ref: this.#names.refOf(id),
        depth: this.#depthOf(place),
        missing: !this.#names.isPresent(id),
      });
    }
    return nodes;
  }

  /**
   * A shortest way from a start to what was reached, through whatever kinds
   * lie between; `undefined` for what was not reached, and no steps for a
   * start.
   */
  wayTo(ref: string): ImpactStep[] | undefined {
    const reached = this.#placeOf(ref);
    if (reached === undefined) {
      return undefined;
    }
    let place: number = reached;
    const { order, predecessors, labels } = this.#walk;
    const steps: ImpactStep[] = [];
    while (predecessors[place] !== place) {
      const before = predecessors[place];
      const reads = this.#labels.readsOf(labels[place]);
      steps.push({
        from: this.#names.refOf(order[before]),
        to: this.#names.refOf(order[place]),
        kind: this.#labels.kindOf(labels[place]),
        ...(reads && { reads }),
      });
      place = before;
    }
    return steps.reverse();
  }

  #placeOf(ref: string): number | undefined {
    const id = this.#names.idOf(ref);
    if (id === undefined) {
      return undefined;
    }
    if (!this.#places) {
      this.#places = new Map();
      this.#walk.order.forEach((node, place) => this.#places!.set(node, place));
    }
    return this.#places.get(id);
  }

  #depthOf(place: number): number {
    const { levels } = this.#walk;
    let low = 0;
    let high = levels.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (levels[middle] <= place) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function placesOf(
  { order, starts }: Walk,
  isListed: (id: number) => boolean,
): Int32Array {
  const places = new Int32Array(order.length - starts);
  let count = 0;
  for (let place = starts; place < order.length; place++) {
    if (isListed(order[place])) {
      places[count] = place;
      count += 1;
    }
  }
  return places.slice(0, count);
}

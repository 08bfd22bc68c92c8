import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { DecisionPathEntity } from '@handoff/backstage-plugin-data-products-common';

/** What a decision path is watched by, in the order in which one asks. */
export const PATH_SIGNALS = ['freshness', 'quality', 'cost', 'usage'] as const;

/** One of {@link PATH_SIGNALS}. */
export type PathSignalName = (typeof PATH_SIGNALS)[number];

/** Where a signal of a path is read; nowhere when neither is given. */
export interface PathSignal {
  signal: PathSignalName;
  /** Full ref of the entity on whose page it is. */
  entityRef?: string;
  /** The name of the entity's objective that is the signal. */
  objective?: string;
  /** A page elsewhere. */
  url?: string;
}

/** The four signals of a path, those that it does not name included. */
export function pathSignals(path: DecisionPathEntity): PathSignal[] {
  return PATH_SIGNALS.map(signal => ({
    signal,
    ...readSignal(path.spec.signals?.[signal], path),
  }));
}

function readSignal(
  written: string | undefined,
  path: DecisionPathEntity,
): Omit<PathSignal, 'signal'> {
  if (!written) {
    return {};
  }
  if (/^[a-z][a-z+.-]*:\/\/|^mailto:/i.test(written)) {
    return { url: written };
  }
  const [ref, objective] = written.split('#');
  return {
    entityRef: stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: 'DataProduct',
        defaultNamespace: path.metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    ),
    objective,
  };
}

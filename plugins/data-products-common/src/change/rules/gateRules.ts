import { approversSignOff } from './approversSignOff';
import { consumersAccept } from './consumersAccept';
import { criticalPathsReady } from './criticalPathsReady';
import { currentBase } from './currentBase';
import { factsKnown } from './factsKnown';
import { GateRule } from './GateRule';
import { noCriticalBreach } from './noCriticalBreach';
import { rollbackRestorable } from './rollbackRestorable';
import { versionStep } from './versionStep';

/**
 * The rules of the gate, in the order in which their findings are told.
 *
 * @public
 */
export const GATE_RULES: readonly GateRule[] = [
  factsKnown,
  currentBase,
  versionStep,
  consumersAccept,
  approversSignOff,
  rollbackRestorable,
  noCriticalBreach,
  criticalPathsReady,
];

import { Knex } from 'knex';
import { EntityAccess, Parties } from '../access';
import { ImpactService } from '../impact/ImpactService';
import { LedgerStore } from '../ledger';
import { MessageStore } from '../messages';
import { ReadinessStore } from '../readiness';
import { AnswerService } from './AnswerService';
import { ChangeAccess } from './ChangeAccess';
import { ChangeMessages } from './ChangeMessages';
import { ChangeReader } from './ChangeReader';
import { ChangeRecorder } from './ChangeRecorder';
import { ChangeStore } from './ChangeStore';
import { ChangeTurns } from './ChangeTurns';
import { ChangeVerdicts } from './ChangeVerdicts';
import { GateKeeper } from './GateKeeper';
import { NoticeService } from './NoticeService';
import { OverrideService } from './OverrideService';
import { ProposalService } from './ProposalService';
import { ReleaseService } from './ReleaseService';

/** What can be asked about changes and done with them. */
export interface ChangeServices {
  reader: ChangeReader;
  proposals: ProposalService;
  answers: AnswerService;
  notices: NoticeService;
  overrides: OverrideService;
  releases: ReleaseService;
}

/** Has all of them share what they are made of. */
export function createChangeServices(options: {
  knex: Knex;
  store: ChangeStore;
  keeper: GateKeeper;
  impact: ImpactService;
  readiness: ReadinessStore;
  ledger: LedgerStore;
  messages: MessageStore;
  parties: Parties;
  access: EntityAccess;
}): ChangeServices {
  const turns = ChangeTurns.create(options);
  const verdicts = ChangeVerdicts.create({ ...options, turns });
  const access = ChangeAccess.create({ ...options, entities: options.access });
  const reader = ChangeReader.create({ ...options, verdicts, access });
  const parts = {
    ...options,
    turns,
    verdicts,
    access,
    reader,
    recorder: ChangeRecorder.create({ ...options, turns, verdicts }),
    messages: ChangeMessages.create(options.messages),
  };
  return {
    reader,
    proposals: ProposalService.create(parts),
    answers: AnswerService.create(parts),
    notices: NoticeService.create(parts),
    overrides: OverrideService.create(parts),
    releases: ReleaseService.create(parts),
  };
}

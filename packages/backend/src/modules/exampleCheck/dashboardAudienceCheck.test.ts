import {
  ReadinessEvidence,
  RoleEvidence,
} from '@handoff/backstage-plugin-data-products-common';
import { dashboardAudienceCheck } from './dashboardAudienceCheck';

function judge(roles: RoleEvidence[]) {
  const evidence: ReadinessEvidence = {
    entityRef: 'dataproduct:default/range-review',
    kind: 'DataProduct',
    title: 'Range review',
    criticality: 'low',
    entity: {},
    roles,
    contacts: {},
    escalation: 0,
    objectives: [],
    inputs: [],
    glossary: [],
    parties: [],
  };
  return dashboardAudienceCheck.evaluate(evidence, new Date());
}

const reader = (ref: string): RoleEvidence => ({
  role: 'consumer',
  refs: [ref],
  names: [ref],
  missing: [],
  people: 1,
  vacant: false,
});

describe('dashboardAudienceCheck', () => {
  it('asks for at least one reader', () => {
    expect(judge([])).toEqual({
      status: 'fail',
      reason: 'No reader is named.',
    });
    expect(
      judge([{ ...reader('group:default/finance'), role: 'owner' }]),
    ).toMatchObject({ status: 'fail' });
    expect(judge([reader('group:default/finance')])).toEqual({
      status: 'pass',
      reason: 'One reader is named.',
    });
  });
});

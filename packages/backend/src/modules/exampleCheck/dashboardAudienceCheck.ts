import { ReadinessCheck } from '@handoff/backstage-plugin-data-products-common';

/**
 * A rule of the example company: whoever builds a dashboard says who reads it,
 * so that they can be told before a number changes its meaning.
 */
export const dashboardAudienceCheck: ReadinessCheck = {
  id: 'dashboard-names-its-audience',
  title: 'Dashboard names its audience',
  passCondition: 'The dashboard names at least one team that reads it.',
  category: 'ownership',
  responsible: 'owner',
  severity: 'recommended',
  weight: 2,
  appliesTo: { kind: 'DataProduct', 'spec.type': 'dashboard' },
  remediation: 'List the teams that read the dashboard in spec.consumers.',
  evaluate(evidence) {
    const readers =
      evidence.roles.find(({ role }) => role === 'consumer')?.refs ?? [];
    if (readers.length === 0) {
      return { status: 'fail', reason: 'No reader is named.' };
    }
    return {
      status: 'pass',
      reason:
        readers.length === 1
          ? 'One reader is named.'
          : `${readers.length} readers are named.`,
    };
  },
};

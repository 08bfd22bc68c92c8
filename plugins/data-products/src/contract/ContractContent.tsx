import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import {
  Contract,
  DataProductEntity,
  Promises,
  readContract,
  readPromises,
} from '@handoff/backstage-plugin-data-products-common';
import { Fact, Facts, OpenableLink, spaced } from '../look';
import { EmptyState } from '../states';
import { useMessages } from '../translation';
import {
  ContractRoles,
  ContractServers,
  ContractSupport,
  ContractTeam,
} from './ContractParties';
import { DataDictionary } from './DataDictionary';
import { ProblemList } from './ProblemList';
import { PromiseList } from './PromiseList';
import { QualityTable } from './QualityTable';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
  parties: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: theme.spacing(3),
  },
}));

/**
 * The contract of the data product of the page as a data dictionary, with its
 * quality expectations and promises.
 *
 * @public
 */
export function ContractContent() {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity<DataProductEntity>();
  const { reading, promises } = useMemo(() => {
    const read =
      entity.spec.contract === undefined
        ? undefined
        : readContract(entity.spec.contract);
    return { reading: read, promises: readPromises(entity, read) };
  }, [entity]);
  const problems = [
    ...(reading?.problems.map(problem => ({
      ...problem,
      pointer: `/spec/contract${problem.pointer}`,
    })) ?? []),
    ...promises.problems,
  ];
  return (
    <div className={classes.root}>
      {problems.length > 0 && (
        <ProblemList
          problems={problems}
          serious={
            promises.problems.length > 0 ||
            Boolean(
              reading?.problems.some(({ severity }) => severity === 'error'),
            )
          }
        />
      )}
      {!reading && (
        <EmptyState
          title={t('contract.none.title')}
          description={t('contract.none.description')}
        />
      )}
      {reading?.contract && <ContractHead contract={reading.contract} />}
      {reading?.contract ? (
        <ContractBody contract={reading.contract} promises={promises} />
      ) : (
        <PromiseSection promises={promises} />
      )}
    </div>
  );
}

function ContractHead(props: { contract: Contract }) {
  const { contract } = props;
  const t = useMessages();
  return (
    <EntityInfoCard
      title={contract.name ?? contract.dataProduct ?? t('contract.title')}
    >
      <Facts>
        <Fact label={t('contract.version')}>{contract.version}</Fact>
        <Fact label={t('contract.status')}>
          {contract.status && spaced(contract.status)}
        </Fact>
        <Fact label={t('contract.standard')}>ODCS {contract.apiVersion}</Fact>
        <Fact label={t('contract.price')}>
          {contract.price &&
            [
              contract.price.amount,
              contract.price.currency,
              contract.price.unit && `/ ${contract.price.unit}`,
            ]
              .filter(Boolean)
              .join(' ')}
        </Fact>
        <Fact label={t('contract.tags')}>{contract.tags.join(', ')}</Fact>
        <Fact wide label={t('summary.purpose')}>
          {contract.description?.purpose}
        </Fact>
        <Fact wide label={t('summary.limitations')}>
          {contract.description?.limitations}
        </Fact>
        <Fact wide label={t('contract.usage')}>
          {contract.description?.usage}
        </Fact>
        <Fact wide label={t('contract.links')}>
          {contract.links.length > 0 &&
            contract.links.map(link => (
              <div key={link.url}>
                <OpenableLink to={link.url}>
                  {link.description ?? link.type}
                </OpenableLink>
              </div>
            ))}
        </Fact>
      </Facts>
    </EntityInfoCard>
  );
}

function PromiseSection(props: { promises: Promises }) {
  const { promises } = props;
  const t = useMessages();
  if (promises.objectives.length + promises.datedTerms.length === 0) {
    return null;
  }
  return (
    <EntityInfoCard title={t('contract.promises')}>
      <PromiseList promises={promises} />
    </EntityInfoCard>
  );
}

function ContractBody(props: { contract: Contract; promises: Promises }) {
  const { contract } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <>
      <EntityInfoCard title={t('contract.dictionary')}>
        {contract.schemas.length > 0 ? (
          <DataDictionary schemas={contract.schemas} />
        ) : (
          <EmptyState
            title={t('contract.noSchema.title')}
            description={t('contract.noSchema.description')}
          />
        )}
      </EntityInfoCard>
      <PromiseSection promises={props.promises} />
      <EntityInfoCard title={t('contract.quality')}>
        {contract.quality.length > 0 ? (
          <QualityTable rules={contract.quality} />
        ) : (
          <EmptyState
            title={t('contract.noQuality.title')}
            description={t('contract.noQuality.description')}
          />
        )}
      </EntityInfoCard>
      <div className={classes.parties}>
        {contract.team.members.length > 0 && (
          <EntityInfoCard title={contract.team.name ?? t('contract.team')}>
            <ContractTeam members={contract.team.members} />
          </EntityInfoCard>
        )}
        {contract.support.length > 0 && (
          <EntityInfoCard title={t('contract.support')}>
            <ContractSupport channels={contract.support} />
          </EntityInfoCard>
        )}
        {contract.servers.length > 0 && (
          <EntityInfoCard title={t('contract.servers')}>
            <ContractServers servers={contract.servers} />
          </EntityInfoCard>
        )}
        {contract.roles.length > 0 && (
          <EntityInfoCard title={t('contract.roles')}>
            <ContractRoles roles={contract.roles} />
          </EntityInfoCard>
        )}
      </div>
    </>
  );
}

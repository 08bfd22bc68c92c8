import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { DecisionPathEntity } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { toneColor } from '../look';
import { EmptyState, ErrorState } from '../states';
import { useMessages } from '../translation';
import { DecisionSentence } from './DecisionSentence';
import { PathLine } from './PathLine';
import { pathSteps, stepEntityRefs, weakestStep } from './pathSteps';
import { useStepFacts } from './useStepFacts';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  weakest: { margin: 0 },
  weakestName: { color: toneColor(theme, 'bad'), fontWeight: 600 },
}));

/**
 * The way from the source event to the decision and back, for the decision path
 * of the page.
 *
 * @public
 */
export function PathCard() {
  return (
    <DataProductsQueryProvider>
      <PathCardBody />
    </DataProductsQueryProvider>
  );
}

function PathCardBody() {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity<DecisionPathEntity>();
  const facts = useStepFacts(stepEntityRefs(entity));
  // The steps are in the entity itself: they are shown at once, and what is
  // looked up is filled in.
  const steps = pathSteps(entity, facts.data);
  const weakest = facts.data && weakestStep(steps);

  return (
    <EntityInfoCard title={t('path.title')}>
      <div className={classes.root}>
        <DecisionSentence path={entity} />
        {entity.spec.steps?.length ? (
          <>
            {facts.error && (
              <ErrorState
                what={t('path.what')}
                error={facts.error}
                onRetry={() => {
                  facts.refetch();
                }}
              />
            )}
            {weakest && (
              <p className={classes.weakest}>
                {t('path.weakest')}{' '}
                <span className={classes.weakestName}>
                  {weakest.name ?? t(`stage.${weakest.stage}`)}
                </span>
                {': '}
                {weakest.problem
                  ? t(`path.problem.${weakest.problem}`)
                  : weakest.level && t(`level.${weakest.level}`)}
              </p>
            )}
            <PathLine steps={steps} label={t('path.title')} />
          </>
        ) : (
          <EmptyState
            title={t('path.empty.title')}
            description={t('path.empty.description')}
          />
        )}
      </div>
    </EntityInfoCard>
  );
}

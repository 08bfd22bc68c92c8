import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityInfoCard,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  DataProductEntity,
  DATASETS_ANNOTATION,
  DecisionPathEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { isDataProduct, isDecisionPath } from '../kinds';
import {
  CalendarDate,
  Fact,
  Facts,
  OpenableLink,
  Subtle,
  useLanguage,
} from '../look';
import { useMessages } from '../translation';
import { cadenceOf } from './cadence';

const useStyles = makeStyles({
  dataset: { fontFamily: 'monospace', fontSize: '0.8125rem' },
});

/**
 * What the product or path of the page is for, what it is not, and how to get
 * at it.
 *
 * @public
 */
export function SummaryCard() {
  const t = useMessages();
  const { entity } = useEntity<DataProductEntity | DecisionPathEntity>();
  const { spec } = entity;
  return (
    <EntityInfoCard title={t('summary.title')}>
      <Facts>
        <Fact wide label={t('summary.purpose')}>
          {spec.purpose}
        </Fact>
        <Fact wide label={t('summary.limitations')}>
          {spec.limitations}
        </Fact>
        <Fact label={t('filter.type')}>{t(`type.${spec.type}`)}</Fact>
        <Fact label={t('filter.lifecycle')}>
          {t(`lifecycle.${spec.lifecycle}`)}
        </Fact>
        <Fact label={t('summary.version')}>{spec.version}</Fact>
        <Fact label={t('filter.criticality')}>
          {spec.criticality && t(`criticality.${spec.criticality}`)}
        </Fact>
        {isDataProduct(entity) && <ProductFacts product={entity} />}
        {isDecisionPath(entity) && <PathFacts path={entity} />}
        <SharedFacts entity={entity} />
      </Facts>
    </EntityInfoCard>
  );
}

function ProductFacts(props: { product: DataProductEntity }) {
  const { classification, access, renewal } = props.product.spec;
  const t = useMessages();
  return (
    <>
      <Fact label={t('summary.classification')}>
        {classification && t(`classification.${classification}`)}
      </Fact>
      <Fact label={t('summary.access')}>
        {access && (
          <>
            {access.method}{' '}
            {access.request && (
              <OpenableLink to={access.request}>
                {t('summary.requestAccess')}
              </OpenableLink>
            )}
          </>
        )}
      </Fact>
      <Fact label={t('summary.renewal')}>
        {renewal && <CalendarDate on={renewal} />}
      </Fact>
    </>
  );
}

function PathFacts(props: { path: DecisionPathEntity }) {
  const { contracts, policy } = props.path.spec;
  const t = useMessages();
  const sensitive = [policy?.sensitiveFields ?? []].flat();
  return (
    <>
      <Fact label={t('summary.grain')}>{contracts?.transformation?.grain}</Fact>
      <Fact label={t('summary.keys')}>
        {[contracts?.transformation?.keys ?? []].flat().join(', ')}
      </Fact>
      <Fact label={t('summary.sensitive')}>{sensitive.join(', ')}</Fact>
    </>
  );
}

function SharedFacts(props: {
  entity: DataProductEntity | DecisionPathEntity;
}) {
  const { metadata, spec } = props.entity;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const datasets = (metadata.annotations?.[DATASETS_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  const terms = [spec.glossary ?? []].flat();
  const rhythm = spec.review && cadenceOf(spec.review.every, language);
  return (
    <>
      <Fact label={t('summary.review')}>
        {rhythm && (
          <>
            {'word' in rhythm
              ? t(`cadence.${rhythm.word}`)
              : t('cadence.every', { time: rhythm.every })}
            {spec.review?.last && (
              <Subtle component="div">
                {t('summary.lastReview')} <CalendarDate on={spec.review.last} />
              </Subtle>
            )}
          </>
        )}
      </Fact>
      <Fact label={t('summary.runbook')}>
        {spec.runbook && (
          <OpenableLink to={spec.runbook}>
            {t('summary.openRunbook')}
          </OpenableLink>
        )}
      </Fact>
      <Fact label={t('summary.rollback')}>
        {spec.rollback && (
          <>
            {spec.rollback.procedure && (
              <OpenableLink to={spec.rollback.procedure}>
                {t('summary.rollbackProcedure')}
              </OpenableLink>
            )}
            {spec.rollback.lastKnownGood && (
              <Subtle component="div">
                {t('summary.lastKnownGood', {
                  version: spec.rollback.lastKnownGood,
                })}
              </Subtle>
            )}
          </>
        )}
      </Fact>
      <Fact wide label={t('summary.glossary')}>
        {terms.length > 0 &&
          terms.map((term, index) => (
            <span key={term}>
              {index > 0 && ', '}
              <EntityRefLink
                entityRef={parseEntityRef(term, {
                  defaultKind: 'glossaryterm',
                  defaultNamespace: metadata.namespace,
                })}
                hideIcon
              />
            </span>
          ))}
      </Fact>
      <Fact wide label={t('summary.datasets')}>
        {datasets.length > 0 &&
          datasets.map(name => (
            <div key={name} className={classes.dataset}>
              {name}
            </div>
          ))}
      </Fact>
    </>
  );
}

import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  affectedParties,
  brokenColumns,
  ChangeDetail,
  countAffectedParties,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle, useCalendarDay, useListWords } from '../look';
import { useMessages } from '../translation';
import { FoldedSection } from './FoldedSection';
import { ImpactView } from './impact';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: theme.spacing(3) },
}));

/** Whom a change affects, in numbers and by the decisions made on it; everything below, on demand. */
export function AffectedSummary(props: { change: ChangeDetail }) {
  const { change } = props;
  const { affected } = change.gate;
  const { spared = [] } = affected;
  const classes = useStyles();
  const t = useMessages();
  const listWords = useListWords();
  const dayOf = useCalendarDay();
  const { teams, people } = countAffectedParties(affected);
  return (
    <>
      <p style={{ margin: 0 }}>
        {affected.total === 0
          ? t(spared.length ? 'change.affected.nobody' : 'change.affected.none')
          : [
              t('change.affected.entities', { count: affected.total }),
              listWords(
                [
                  teams > 0 && t('change.affected.teams', { count: teams }),
                  people > 0 && t('change.affected.people', { count: people }),
                ].filter(each => each !== false),
              ),
            ]
              .filter(Boolean)
              .join(', ')}
      </p>
      {affected.incomplete && (
        <Subtle component="p">{affected.incomplete}</Subtle>
      )}
      {affected.decisionPaths.length > 0 && (
        <ul className={classes.list}>
          {affected.decisionPaths.map(({ ref, title, decision }) => (
            <li key={ref}>
              <EntityRefLink
                entityRef={ref}
                title={title}
                hideIcon
                underline="always"
              />
              {decision && (
                <Subtle> {t('change.affected.decides', { decision })}</Subtle>
              )}
            </li>
          ))}
        </ul>
      )}
      {affectedParties(affected).length > 0 && (
        <FoldedSection title={t('impact.show')}>
          <ImpactView
            entityRef={change.entity.ref}
            change={change}
            columns={
              change.difference && brokenColumns(change.difference.changes)
            }
          />
        </FoldedSection>
      )}
      {spared.length > 0 && (
        <FoldedSection
          title={t('change.affected.spared', { count: spared.length })}
        >
          <ul className={classes.list}>
            {spared.map(({ ref, title, lineageSince }) => (
              <li key={ref}>
                <EntityRefLink
                  entityRef={ref}
                  title={title}
                  hideIcon
                  underline="always"
                />
                {lineageSince && (
                  <Subtle>
                    {' '}
                    {t('impact.lineageSince', { day: dayOf(lineageSince) })}
                  </Subtle>
                )}
              </li>
            ))}
          </ul>
        </FoldedSection>
      )}
    </>
  );
}

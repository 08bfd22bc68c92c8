import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { ChangeSummary } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { nameOfParty } from '../handoff/sides';
import { CalendarDate, focusRing, Subtle } from '../look';
import { Notice } from '../states';
import { useMessages } from '../translation';
import { ChangeLink } from './ChangeLink';
import { GateMark } from './GateMark';
import { PartyLinks } from './PartyLinks';
import { useChange, useChanges } from './useChanges';

/** More banners than these nobody reads; the rest is counted. */
const SHOWN = 3;

const PAGE_SIZE = 50;

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1),
  },
}));

/**
 * Open changes of what the entity of the page depends on that break it, or may:
 * who still has to answer, and until when. Nothing where there are none.
 *
 * @public
 */
export function ChangeBanners() {
  return (
    <DataProductsQueryProvider>
      <ChangeBannersBody />
    </DataProductsQueryProvider>
  );
}

function ChangeBannersBody() {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const query = useChanges({
    affecting: entityRef,
    state: 'open',
    limit: PAGE_SIZE,
  });
  // Its own stand on the Changes tab. A page whose banners cannot be loaded is
  // shown without: nobody asked for them.
  const threats = (query.data?.pages ?? [])
    .flatMap(page => page.items)
    .filter(
      ({ entity: changed, effect }) =>
        changed.ref !== entityRef &&
        (effect === 'breaking' || effect === 'unknown'),
    );
  if (threats.length === 0) {
    return null;
  }
  return (
    <section className={classes.root} aria-label={t('change.banner.label')}>
      {threats.slice(0, SHOWN).map(change => (
        <ChangeBanner key={change.id} change={change} />
      ))}
      {threats.length > SHOWN && (
        <Subtle component="p">
          {t('change.banner.more', { count: threats.length - SHOWN })}
        </Subtle>
      )}
    </section>
  );
}

function ChangeBanner(props: { change: ChangeSummary }) {
  const { change } = props;
  const t = useMessages();
  const detail = useChange(change.id);
  const isBreaking = change.effect === 'breaking';
  const silent = (detail.data?.asked ?? []).filter(
    ({ decision }) => decision === undefined,
  );
  return (
    <Notice
      icon="error"
      tone={isBreaking ? 'bad' : 'caution'}
      title={t(isBreaking ? 'change.banner.title' : 'change.banner.mayTitle', {
        name: nameOfParty(change.entity),
        change: change.title,
      })}
      description={
        <>
          <GateMark
            verdict={detail.data?.verdict ?? change.verdict}
            reasons={detail.data?.gate.reasons}
          />
          {silent.map(({ party, role, until }) => (
            <span key={`${role} ${party.ref}`}>
              {' · '}
              <PartyLinks parties={[party]} /> {t('change.banner.waits')}
              {until && (
                <>
                  {' '}
                  {t('change.banner.until')} <CalendarDate on={until} />
                </>
              )}
            </span>
          ))}
        </>
      }
      action={
        <ChangeLink
          change={change}
          label={t('change.banner.seeLabel', { change: change.title })}
        >
          {t('change.banner.see')}
        </ChangeLink>
      }
    />
  );
}

import { Container } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useSearchParams } from 'react-router-dom';
import {
  CHANGE_STATES,
  ChangeState,
  ChangeSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { LabelledField } from '../forms/LabelledField';
import { nameOfParty } from '../handoff/sides';
import { focusRing, Subtle } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { ChangeFacts } from './ChangeFacts';
import { ChangeLink } from './ChangeLink';
import { MoreButton } from './MoreButton';
import { useChanges } from './useChanges';

const PAGE_SIZE = 50;

/** The parts of the address that hold the filters. */
const WAITING_PARAM = 'waitingFor';
const STATE_PARAM = 'state';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    padding: theme.spacing(2, 0),
  },
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    gap: theme.spacing(1.5),
  },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    margin: 0,
    padding: 0,
  },
  change: { padding: theme.spacing(2), listStyle: 'none' },
  title: { margin: 0, fontSize: '1.125rem', overflowWrap: 'anywhere' },
}));

/**
 * Changes of all products and paths that the reader may see, newest first; of
 * these, those that wait for the reader's teams, or that are in one state.
 *
 * @public
 */
export function ChangesPage() {
  return (
    <DataProductsQueryProvider>
      <ChangesPageBody />
    </DataProductsQueryProvider>
  );
}

function ChangesPageBody() {
  const classes = useStyles();
  const t = useMessages();
  const [params, setParams] = useSearchParams();
  const isMine = params.get(WAITING_PARAM) === 'team';
  const state = CHANGE_STATES.find(each => each === params.get(STATE_PARAM));
  const query = useChanges({
    state: isMine ? undefined : state,
    waitingFor: isMine ? 'team' : undefined,
    limit: PAGE_SIZE,
  });
  const show = (filter: { mine: boolean; state?: ChangeState }) =>
    setParams({
      ...(filter.mine && { [WAITING_PARAM]: 'team' }),
      ...(filter.state && { [STATE_PARAM]: filter.state }),
    });
  return (
    <Container>
      <div className={classes.root}>
        <div className={classes.filters}>
          <LabelledField
            label={t('change.all.show')}
            value={isMine ? 'mine' : 'every'}
            onChange={chosen => show({ mine: chosen === 'mine' })}
            select
          >
            {(['every', 'mine'] as const).map(each => (
              <option key={each} value={each}>
                {t(`change.all.${each}`)}
              </option>
            ))}
          </LabelledField>
          {/* What waits for somebody is open. */}
          {!isMine && (
            <LabelledField
              label={t('change.all.state')}
              value={state ?? ''}
              onChange={chosen =>
                show({ mine: false, state: chosen as ChangeState })
              }
              select
            >
              <option value="">{t('change.all.anyState')}</option>
              {CHANGE_STATES.map(each => (
                <option key={each} value={each}>
                  {t(`change.state.${each}`)}
                </option>
              ))}
            </LabelledField>
          )}
        </div>
        <QueryState query={query} what={t('change.what')} lines={10}>
          {({ pages }) => {
            const items = pages.flatMap(page => page.items);
            if (items.length === 0) {
              return isMine ? (
                <EmptyState title={t('change.all.noneMine')} />
              ) : (
                <EmptyState
                  title={t(state ? 'change.all.none' : 'change.all.noneYet')}
                  description={t(
                    state
                      ? 'change.all.noneDescription'
                      : 'change.empty.description',
                  )}
                />
              );
            }
            return (
              <>
                <ul className={classes.list} aria-label={t('change.all.label')}>
                  {items.map(change => (
                    <ChangeRow key={change.id} change={change} />
                  ))}
                </ul>
                <MoreButton query={query} />
              </>
            );
          }}
        </QueryState>
      </div>
    </Container>
  );
}

function ChangeRow(props: { change: ChangeSummary }) {
  const { change } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <Paper component="li" variant="outlined" className={classes.change}>
      <h2 className={classes.title}>
        <ChangeLink change={change}>{change.title}</ChangeLink>
      </h2>
      <Subtle component="div">
        <EntityRefLink
          entityRef={change.entity.ref}
          title={nameOfParty(change.entity)}
          underline="always"
        />
        {change.affectedCount > 0 &&
          ` · ${t('change.all.affects', { count: change.affectedCount })}`}
      </Subtle>
      <ChangeFacts change={change} />
    </Paper>
  );
}

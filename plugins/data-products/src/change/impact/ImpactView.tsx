import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { lazy, Suspense, useState } from 'react';
import {
  ChangeDetail,
  ImpactAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../../look';
import { EmptyState, LoadingState, QueryState } from '../../states';
import { useMessages } from '../../translation';
import { MoreButton } from '../MoreButton';
import { ImpactFilter, ImpactFilters } from './ImpactFilters';
import { ImpactList } from './ImpactList';
import { useImpact } from './useImpact';
import { useImpactWords } from './useImpactWords';

// Most readers of the page never draw it.
const ImpactGraph = lazy(() =>
  import('./ImpactGraph').then(m => ({ default: m.ImpactGraph })),
);

/** Longer lists of columns do not fit into an address. */
const LONGEST_COLUMNS = 4_000;

const VIEWS = ['graph', 'list'] as const;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  view: { textTransform: 'none' },
}));

/** What depends on an entity, or what it depends on, as a graph and as a list by team. */
export function ImpactView(props: {
  entityRef: string;
  /** Only what reads these, or may; of any column when absent. */
  columns?: readonly string[];
  /** Of which those whom it affects can be told. */
  change?: ChangeDetail;
}) {
  const { entityRef, change } = props;
  const classes = useStyles();
  const t = useMessages();
  const [filter, setFilter] = useState<ImpactFilter>({
    direction: 'downstream',
  });
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const [chosen, setChosen] = useState<(typeof VIEWS)[number]>();
  const view = chosen ?? (isNarrow ? 'list' : 'graph');
  const { direction, depth, kind } = filter;
  const fits = (props.columns ?? []).join(',').length <= LONGEST_COLUMNS;
  const columns =
    direction === 'downstream' && fits && props.columns
      ? [...props.columns]
      : undefined;
  const everything = useImpact(entityRef, { direction, depth, columns });
  const query = useImpact(entityRef, {
    direction,
    depth,
    columns,
    kinds: kind ? [kind] : undefined,
  });
  const words = useImpactWords(direction, new Map());
  return (
    <div className={classes.root}>
      <ImpactFilters
        filter={filter}
        onChange={setFilter}
        kinds={everything.data?.pages[0].summary.byKind ?? []}
        words={words}
      />
      {columns && (
        <Subtle component="p">
          {t('impact.columns', { columns: columns.join(', ') })}
        </Subtle>
      )}
      {!fits && <Subtle component="p">{t('impact.tooManyColumns')}</Subtle>}
      <QueryState query={query} what={t('impact.what')} lines={6}>
        {({ pages }) => {
          const answer = pages[pages.length - 1];
          const nodes = pages.flatMap(page => page.nodes);
          if (nodes.length === 0) {
            return (
              <>
                <EmptyState title={t(`impact.${direction}.none`)} />
                <Completeness answer={answer} shown={0} />
                {/* Who agreed on it is affected all the same. */}
                <ImpactList answer={answer} nodes={nodes} change={change} />
              </>
            );
          }
          return (
            <>
              <ButtonGroup size="small" aria-label={t('impact.shownAs')}>
                {VIEWS.map(each => (
                  <Button
                    key={each}
                    className={classes.view}
                    variant={each === view ? 'contained' : 'outlined'}
                    aria-pressed={each === view}
                    onClick={() => setChosen(each)}
                  >
                    {t(`impact.${each}`)}
                  </Button>
                ))}
              </ButtonGroup>
              <Completeness answer={answer} shown={nodes.length} />
              {view === 'list' ? (
                <ImpactList answer={answer} nodes={nodes} change={change} />
              ) : (
                <Suspense
                  fallback={<LoadingState what={t('impact.what')} lines={8} />}
                >
                  <ImpactGraph answer={answer} nodes={nodes} />
                </Suspense>
              )}
              <MoreButton query={query} />
            </>
          );
        }}
      </QueryState>
    </div>
  );
}

/** How many there are, and whether that is all. */
function Completeness(props: { answer: ImpactAnswer; shown: number }) {
  const { answer, shown } = props;
  const { summary, pageInfo } = answer;
  const t = useMessages();
  return (
    <Subtle component="p">
      {[
        pageInfo.nextCursor
          ? t('impact.someOf', {
              shown: String(shown),
              total: String(summary.total),
            })
          : t('impact.total', { count: shown }),
        summary.incomplete,
        summary.cyclic && t('impact.cyclic'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Subtle>
  );
}

import { makeStyles } from '@material-ui/core/styles';
import {
  ImpactAnswer,
  ImpactSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { LabelledField } from '../../forms/LabelledField';
import { useMessages } from '../../translation';
import { ImpactWords } from './useImpactWords';

/** Which part of what is reached to show. */
export interface ImpactFilter {
  direction: ImpactAnswer['direction'];
  /** Absent for any distance. */
  depth?: number;
  /** Absent for all. */
  kind?: string;
}

const DEPTHS = [1, 2, 3, 5, 10];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: theme.spacing(1.5),
  },
}));

/** Which way to look, how far, and for what. */
export function ImpactFilters(props: {
  filter: ImpactFilter;
  onChange: (filter: ImpactFilter) => void;
  /** The kinds that there are; empty until they are known. */
  kinds: ImpactSummary['byKind'];
  words: Pick<ImpactWords, 'kindOf'>;
}) {
  const { filter, onChange, kinds, words } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <div className={classes.root}>
      <LabelledField
        label={t('impact.direction')}
        value={filter.direction}
        onChange={direction =>
          onChange({
            direction: direction as ImpactFilter['direction'],
            depth: filter.depth,
          })
        }
        select
      >
        <option value="downstream">{t('impact.downstream.title')}</option>
        <option value="upstream">{t('impact.upstream.title')}</option>
      </LabelledField>
      <LabelledField
        label={t('impact.depth')}
        value={filter.depth ?? ''}
        onChange={depth =>
          onChange({ ...filter, depth: depth ? Number(depth) : undefined })
        }
        select
      >
        <option value="">{t('impact.anyDepth')}</option>
        {DEPTHS.map(depth => (
          <option key={depth} value={depth}>
            {t('impact.steps', { count: depth })}
          </option>
        ))}
      </LabelledField>
      <LabelledField
        label={t('impact.kinds')}
        value={filter.kind ?? ''}
        onChange={kind => onChange({ ...filter, kind: kind || undefined })}
        select
      >
        <option value="">{t('impact.allKinds')}</option>
        {kinds.map(({ kind, count }) => (
          <option key={kind} value={kind}>
            {`${words.kindOf(kind)} (${count})`}
          </option>
        ))}
      </LabelledField>
    </div>
  );
}

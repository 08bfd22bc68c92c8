import { Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  DataProductEntity,
  DecisionPathEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { LoadingState, Notice, RetryButton } from '../states';
import { useMessages } from '../translation';
import { BriefingActions } from './BriefingActions';
import { BriefingDocument } from './BriefingDocument';
import { useBriefing } from './useBriefing';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
}));

/** The briefing of the entity of the page, to be read, printed or taken along. */
export function BriefingPage() {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity<DataProductEntity | DecisionPathEntity>();
  const { briefing, unreadable, retry } = useBriefing(entity);
  return (
    <div className={classes.root}>
      <div>
        <Link to="..">{t('briefing.back')}</Link>
      </div>
      {briefing ? (
        <>
          <BriefingActions briefing={briefing} fileName={fileNameOf(entity)} />
          {unreadable > 0 && (
            <Notice
              icon="error"
              tone="caution"
              role="status"
              title={t('briefing.partly', { count: unreadable })}
              description={t('briefing.partlyHint')}
              action={<RetryButton onRetry={retry} />}
            />
          )}
          <BriefingDocument briefing={briefing} />
        </>
      ) : (
        <LoadingState what={t('briefing.what')} lines={16} />
      )}
    </div>
  );
}

function fileNameOf({
  metadata,
  spec,
}: DataProductEntity | DecisionPathEntity): string {
  const words = ['briefing', metadata.name, spec.version ?? ''];
  return `${words
    .filter(Boolean)
    .join('-')
    .replace(/[^\w.-]+/g, '-')}.md`;
}

import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  AgreementDetail,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../../translation';
import { ChangesDialog } from './ChangesDialog';
import { ExportButton } from './ExportButton';
import { ReasonedButton } from './ReasonedButton';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

/** What can be done with an agreement, and why not where it cannot. */
export function AgreementActions(props: {
  agreement: AgreementDetail;
  /** What the product promises now. */
  promised: readonly Objective[];
}) {
  const { agreement, promised } = props;
  const classes = useStyles();
  const t = useMessages();
  const [open, setOpen] = useState<'changes'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <div className={classes.buttons}>
        <ReasonedButton onClick={() => setOpen('changes')}>
          {t('agreement.changes.action')}
        </ReasonedButton>
        <ExportButton agreement={agreement} />
      </div>
      {open === 'changes' && (
        <ChangesDialog
          agreement={agreement}
          promised={promised}
          onClose={close}
        />
      )}
    </>
  );
}

import { Entity } from '@backstage/catalog-model';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { RequestDialog } from './RequestDialog';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** Opens the request of a sign-off. */
export function RequestButton(props: { entity: Entity }) {
  const classes = useStyles();
  const t = useMessages();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState('');
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        onClick={() => setOpen(true)}
      >
        {t('handoff.request.action')}
      </Button>
      <span role="status">{done && <Subtle>{done}</Subtle>}</span>
      {isOpen && (
        <RequestDialog
          entity={props.entity}
          onClose={() => setOpen(false)}
          onDone={setDone}
        />
      )}
    </>
  );
}

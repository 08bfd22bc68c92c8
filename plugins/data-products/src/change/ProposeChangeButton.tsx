import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { usePermission } from '@backstage/plugin-permission-react';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { changeProposePermission } from '@handoff/backstage-plugin-data-products-common';
import { ReasonedButton } from '../forms/ReasonedButton';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { ProposeChangeDialog } from './ProposeChangeDialog';

const useStyles = makeStyles(theme => ({
  reason: { marginTop: theme.spacing(0.5) },
}));

/** Opens the proposal of a change, or says why the reader cannot make one. */
export function ProposeChangeButton(props: { entity: Entity }) {
  const { entity } = props;
  const classes = useStyles();
  const t = useMessages();
  const { allowed, loading } = usePermission({
    permission: changeProposePermission,
    resourceRef: stringifyEntityRef(entity),
  });
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState('');
  const reasonId = useId();
  const isRefused = !allowed && !loading;
  return (
    <div>
      <ReasonedButton
        refusedBy={isRefused ? reasonId : undefined}
        onClick={() => {
          setDone('');
          setOpen(true);
        }}
      >
        {t('change.propose.action')}
      </ReasonedButton>
      {isRefused && (
        <div id={reasonId} className={classes.reason}>
          <Subtle>
            {t('change.propose.notAllowed', {
              permission: changeProposePermission.name,
            })}
          </Subtle>
        </div>
      )}
      <span role="status">{done && <Subtle> {done}</Subtle>}</span>
      {isOpen && (
        <ProposeChangeDialog
          entity={entity}
          onClose={() => setOpen(false)}
          onDone={setDone}
        />
      )}
    </div>
  );
}

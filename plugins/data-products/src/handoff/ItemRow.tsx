import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import {
  HandoffDetail,
  HandoffItem,
  HandoffSigning,
} from '@handoff/backstage-plugin-data-products-common';
import { Hint, Subtle, useHashTarget } from '../look';
import { ReasonedButton } from '../forms/ReasonedButton';
import { useMessages } from '../translation';
import { ItemMark } from './ItemMark';
import { itemStanding } from './itemStanding';
import { SignatureLine } from './SignatureLine';
import { SignItemDialog } from './SignItemDialog';
import { nameOfParty } from './sides';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1, 0), listStyle: 'none' },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
  },
  title: { fontWeight: 600 },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** One item: how it stands and why, on whom it waits, and what the reader can do. */
export function ItemRow(props: {
  handoff: HandoffDetail;
  item: HandoffItem;
  /** Whether anybody may still decide. */
  isOpen: boolean;
}) {
  const { handoff, item } = props;
  const classes = useStyles();
  const t = useMessages();
  const [deciding, setDeciding] = useState<HandoffSigning['decision']>();
  const [done, setDone] = useState('');
  const row = useHashTarget<HTMLLIElement>(`${handoff.id}/${item.id}`);
  const reasonId = useId();
  const refusedBy = item.sign.allowed ? undefined : reasonId;
  const isForPeople = item.automated === undefined;
  // Whoever signed already is refused for that; only what is left to do needs a word.
  const showsButtons =
    isForPeople && (item.sign.allowed || (props.isOpen && !item.done));
  // The lines below say by whom, why that no longer counts, and on whom it waits.
  const standing = itemStanding(item);
  const isTold =
    (standing === 'approved' && item.signatures.length > 0) ||
    (item.state === 'waiting' && item.waitingOn.length > 0);
  return (
    <li ref={row} tabIndex={-1} className={classes.root}>
      <div className={classes.head}>
        <Hint explanation={item.guidance}>
          <span className={classes.title}>{item.title}</span>
        </Hint>
        <ItemMark standing={standing} />
        {!item.required && <Subtle>{t('handoff.item.optional')}</Subtle>}
        {item.quorum > 1 && isForPeople && (
          <Subtle>
            {t('handoff.item.quorum', {
              approvals: String(item.approvals),
              quorum: String(item.quorum),
            })}
          </Subtle>
        )}
      </div>
      {!isTold && <Subtle component="p">{item.reason}</Subtle>}
      {item.waitingOn.length > 0 && (
        <Subtle component="div">
          {t('handoff.waitsFor')}{' '}
          {item.waitingOn.map((party, index) => (
            <span key={party.ref}>
              {index > 0 && ', '}
              <EntityRefLink
                entityRef={party.ref}
                title={nameOfParty(party)}
                hideIcon
                underline="always"
              />
            </span>
          ))}
        </Subtle>
      )}
      {item.signatures.map(signature => (
        <SignatureLine key={signature.number} signature={signature} />
      ))}
      {showsButtons && (
        <>
          <div className={classes.buttons}>
            <ReasonedButton
              // Loud only where something is left to do.
              variant={item.done ? 'outlined' : 'contained'}
              color={item.done ? 'default' : 'primary'}
              label={t('handoff.sign.label', { item: item.title })}
              refusedBy={refusedBy}
              onClick={() => setDeciding('approve')}
            >
              {t('handoff.sign.action')}
            </ReasonedButton>
            <ReasonedButton
              label={t('handoff.reject.label', { item: item.title })}
              refusedBy={refusedBy}
              onClick={() => setDeciding('reject')}
            >
              {t('handoff.reject.action')}
            </ReasonedButton>
          </div>
          {item.sign.reason && (
            <div id={reasonId}>
              <Subtle>{item.sign.reason}</Subtle>
            </div>
          )}
        </>
      )}
      <span role="status">{done && <Subtle>{done}</Subtle>}</span>
      {deciding && (
        <SignItemDialog
          handoff={handoff}
          item={item}
          decision={deciding}
          onClose={() => setDeciding(undefined)}
          onDone={setDone}
        />
      )}
    </li>
  );
}

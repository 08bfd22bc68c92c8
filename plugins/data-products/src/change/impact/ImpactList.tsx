import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment, ReactNode, useId, useState } from 'react';
import {
  affectedParties,
  AffectedParty,
  ChangeDetail,
  describeRef,
  ImpactAnswer,
  ImpactNodeAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { nameOfParty } from '../../handoff/sides';
import { Subtle } from '../../look';
import { ContactLink } from '../../ownership/ContactLink';
import { useMessages } from '../../translation';
import { AnswerButtons } from '../AnswerButtons';
import { NotifyButton } from '../NotifyButton';
import { AgreementLink } from './AgreementLink';
import { ImpactWords, titlesOf, useImpactWords } from './useImpactWords';

/** So many of one team at once. */
const SHOWN_AT_ONCE = 20;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  heading: { margin: 0, fontSize: '1rem' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: theme.spacing(1),
  },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
  more: { textTransform: 'none' },
}));

/** What is reached by the team that owns it, each with the way that leads there. */
export function ImpactList(props: {
  answer: ImpactAnswer;
  nodes: readonly ImpactNodeAnswer[];
  /** Of which those whom it affects can be told, and which their own can answer. */
  change?: ChangeDetail;
}) {
  const { answer, nodes } = props;
  const classes = useStyles();
  const refusalId = useId();
  const t = useMessages();
  const titles = titlesOf(answer.entity, nodes);
  const words = useImpactWords(answer.direction, titles);
  const isDownstream = answer.direction === 'downstream';
  // Only what is downstream is affected.
  const change = isDownstream ? props.change : undefined;
  const refusal =
    change?.state === 'open' ? change.reader.notify.reason : undefined;
  const own = new Map<string | undefined, ImpactNodeAnswer[]>();
  for (const node of nodes) {
    const known = own.get(node.owner?.ref);
    if (known) {
      known.push(node);
    } else {
      own.set(node.owner?.ref, [node]);
    }
  }
  return (
    <div className={classes.root}>
      {refusal && (
        <div id={refusalId}>
          <Subtle>{t('change.notify.refused', { reason: refusal })}</Subtle>
        </div>
      )}
      {affectedParties(answer.summary)
        .filter(
          ({ ref, hidden, count }) =>
            own.has(ref) || hidden || (isDownstream && count === 0),
        )
        .map(party => (
          <PartySection
            key={party.ref ?? ''}
            party={party}
            nodes={own.get(party.ref) ?? []}
            titles={titles}
            words={words}
          >
            {change && party.ref && (
              <div className={classes.actions}>
                <NotifyButton
                  change={change}
                  party={{ ref: party.ref, title: party.title }}
                  refusedBy={refusal && refusalId}
                />
                <AnswerButtons
                  change={change}
                  party={{ ref: party.ref, title: party.title }}
                />
              </div>
            )}
          </PartySection>
        ))}
    </div>
  );
}

function PartySection(props: {
  party: AffectedParty;
  nodes: readonly ImpactNodeAnswer[];
  titles: ReadonlyMap<string, string>;
  words: ImpactWords;
  /** What can be done about them. */
  children: ReactNode;
}) {
  const { party, nodes, titles, words } = props;
  const classes = useStyles();
  const t = useMessages();
  const headingId = useId();
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const rest = nodes.length - limit;
  return (
    <section aria-labelledby={headingId}>
      <h5 id={headingId} className={classes.heading}>
        {party.ref ? (
          <EntityRefLink
            entityRef={party.ref}
            title={nameOfParty({ ref: party.ref, title: party.title })}
            hideIcon
            underline="always"
          />
        ) : (
          t('impact.nobody')
        )}
      </h5>
      <Subtle component="p">
        {[
          party.byKind
            .map(({ kind, count }) => `${words.kindOf(kind)}: ${count}`)
            .join(', '),
          party.hidden
            ? t('impact.hidden', { count: party.hidden })
            : undefined,
        ]
          .filter(Boolean)
          .join(' · ')}
        {party.agreements.map((agreement, index) => (
          <Fragment key={agreement.id}>
            {(index > 0 || party.count > 0 || party.hidden) && ' · '}
            <AgreementLink
              agreement={agreement}
              title={
                titles.get(agreement.entityRef) ??
                describeRef(agreement.entityRef)
              }
            />
          </Fragment>
        ))}
      </Subtle>
      {party.contact && <ContactLink contact={party.contact} />}
      {props.children}
      <ul className={classes.list}>
        {nodes.slice(0, limit).map(node => (
          <li key={node.ref}>
            {node.missing ? (
              node.title
            ) : (
              <EntityRefLink
                entityRef={node.ref}
                title={node.title}
                hideIcon
                underline="always"
              />
            )}{' '}
            <Subtle>
              {[
                node.missing && t('impact.missing'),
                words.wayTo(node),
                node.decision &&
                  t('change.affected.decides', { decision: node.decision }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Subtle>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button
          size="small"
          className={classes.more}
          onClick={() => setLimit(nodes.length)}
        >
          {t('impact.moreOfTeam', { count: rest })}
        </Button>
      )}
    </section>
  );
}

import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import {
  ImpactAnswer,
  ImpactNodeAnswer,
  ImpactSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { nameOfParty } from '../../handoff/sides';
import { Subtle } from '../../look';
import { useMessages } from '../../translation';
import { ImpactWords, titlesOf, useImpactWords } from './useImpactWords';

type Team = ImpactSummary['teams'][number];

/** So many of one team at once. */
const SHOWN_AT_ONCE = 20;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  heading: { margin: 0, fontSize: '1rem' },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
  more: { textTransform: 'none' },
}));

/** What is reached by the team that owns it, each with the way that leads there. */
export function ImpactList(props: {
  answer: ImpactAnswer;
  nodes: readonly ImpactNodeAnswer[];
}) {
  const { answer, nodes } = props;
  const { summary } = answer;
  const classes = useStyles();
  const words = useImpactWords(
    answer.direction,
    titlesOf(answer.entity, nodes),
  );
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
      {summary.teams
        .filter(({ ref, hidden }) => own.has(ref) || hidden)
        .map(team => (
          <TeamSection
            key={team.ref ?? ''}
            team={team}
            nodes={own.get(team.ref) ?? []}
            agreements={
              summary.consumers.find(({ ref }) => ref === team.ref)
                ?.agreements ?? []
            }
            words={words}
          />
        ))}
    </div>
  );
}

function TeamSection(props: {
  team: Team;
  nodes: readonly ImpactNodeAnswer[];
  agreements: ImpactSummary['consumers'][number]['agreements'];
  words: ImpactWords;
}) {
  const { team, nodes, agreements, words } = props;
  const classes = useStyles();
  const t = useMessages();
  const headingId = useId();
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const rest = nodes.length - limit;
  return (
    <section aria-labelledby={headingId}>
      <h5 id={headingId} className={classes.heading}>
        {team.ref ? (
          <EntityRefLink
            entityRef={team.ref}
            title={nameOfParty({ ref: team.ref, title: team.title })}
            hideIcon
            underline="always"
          />
        ) : (
          t('impact.nobody')
        )}
      </h5>
      <Subtle component="p">
        {[
          team.byKind
            .map(({ kind, count }) => `${words.kindOf(kind)}: ${count}`)
            .join(', '),
          team.hidden ? t('impact.hidden', { count: team.hidden }) : undefined,
          agreements.length > 0
            ? t('impact.agreements', { count: agreements.length })
            : undefined,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Subtle>
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

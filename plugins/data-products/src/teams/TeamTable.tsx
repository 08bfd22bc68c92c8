import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { useState } from 'react';
import { TeamList } from '@handoff/backstage-plugin-data-products-common';
import { toneColor } from '../look';
import { useMessages } from '../translation';
import { RollupRow, RollupTable } from './RollupTable';
import { TeamNode, teamTree } from './teamTree';
import { useExploreLink } from './useExploreLink';

const useStyles = makeStyles(theme => ({
  name: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
  // As high as a line of text, so that names stand level with their scores.
  toggle: { padding: theme.spacing(0.25), margin: theme.spacing(-0.5, 0) },
  leaf: { width: 28, flex: 'none' },
  unowned: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: toneColor(theme, 'bad'),
  },
}));

/** Groups with the groups below them, and first of all what no group owns. */
export function TeamTable(props: { teams: Omit<TeamList, 'pageInfo'> }) {
  const { items, unowned } = props.teams;
  const classes = useStyles();
  const t = useMessages();
  const exploreLink = useExploreLink();
  const nodes = teamTree(items);
  // The first two levels are open; more at once is hard to read.
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const isOpen = (ref: string, depth: number) => toggled[ref] ?? depth < 1;
  const depths = new Map(nodes.map(node => [node.team.teamRef, node.depth]));
  const shown = nodes.filter(({ path }) =>
    path.every(ref => isOpen(ref, depths.get(ref) ?? 0)),
  );

  return (
    <RollupTable label={t('teams.table')} nameColumn={t('teams.team')}>
      {unowned.entities > 0 && (
        <RollupRow
          standsOut
          name={
            <span className={classes.unowned}>
              <ReportProblemOutlinedIcon fontSize="small" aria-hidden />
              {t('teams.unowned')}
            </span>
          }
          rollup={unowned}
          entitiesTo={exploreLink({ unowned: true })}
          firstThingTo={
            unowned.topFailing[0] &&
            exploreLink({
              unowned: true,
              check: unowned.topFailing[0].checkId,
            })
          }
        />
      )}
      {shown.map(node => {
        const { team, depth } = node;
        const open = isOpen(team.teamRef, depth);
        const below = { owner: [team.teamRef], nested: true };
        return (
          <RollupRow
            key={team.teamRef}
            depth={depth}
            rollup={team}
            change={team.change}
            name={
              <TeamName
                node={node}
                open={open}
                onToggle={() =>
                  setToggled({ ...toggled, [team.teamRef]: !open })
                }
              />
            }
            entitiesTo={exploreLink(below)}
            firstThingTo={
              team.topFailing[0] &&
              exploreLink({ ...below, check: team.topFailing[0].checkId })
            }
          />
        );
      })}
    </RollupTable>
  );
}

function TeamName(props: {
  node: TeamNode;
  open: boolean;
  onToggle: () => void;
}) {
  const { team, children } = props.node;
  const classes = useStyles();
  const t = useMessages();
  const title = team.title ?? parseEntityRef(team.teamRef).name;
  return (
    <span className={classes.name}>
      {children > 0 ? (
        <IconButton
          size="small"
          className={classes.toggle}
          aria-expanded={props.open}
          aria-label={t('teams.teamsOf', { team: title })}
          onClick={props.onToggle}
        >
          {props.open ? <ExpandMoreIcon /> : <ChevronRightIcon />}
        </IconButton>
      ) : (
        <span className={classes.leaf} />
      )}
      <EntityRefLink entityRef={team.teamRef} hideIcon>
        {team.title}
      </EntityRefLink>
    </span>
  );
}

import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment } from 'react';
import { ChangeBanners } from '../change';

const useStyles = makeStyles(theme => ({
  warnings: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(3),
    '&:empty': { display: 'none' },
  },
  areas: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
    alignItems: 'start',
    [theme.breakpoints.up('md')]: {
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
      gridTemplateRows: 'auto 1fr',
      gridTemplateAreas: '"first content" "rest content"',
    },
  },
  area: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
    '&:empty': { display: 'none' },
  },
  first: { [theme.breakpoints.up('md')]: { gridArea: 'first' } },
  content: { [theme.breakpoints.up('md')]: { gridArea: 'content' } },
  rest: { [theme.breakpoints.up('md')]: { gridArea: 'rest' } },
}));

/**
 * The overview of a product or path. Whose it is and whom to call stands to the
 * left, and above all else on a small screen; unlike in the catalog's own
 * layout, none of it has to be scrolled to within its column. What else is known
 * about the entity comes last.
 */
export function ScoredEntityLayout(props: EntityContentLayoutProps) {
  const classes = useStyles();
  const [first, ...rest] = props.cards.filter(({ type }) => type === 'info');
  const content = props.cards.filter(({ type }) => type !== 'info');
  return (
    <>
      <div className={classes.warnings}>
        <EntitySwitch>
          <EntitySwitch.Case if={isOrphan}>
            <EntityOrphanWarning />
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={hasRelationWarnings}>
            <EntityRelationWarning />
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={hasCatalogProcessingErrors}>
            <EntityProcessingErrorsPanel />
          </EntitySwitch.Case>
        </EntitySwitch>
        <ChangeBanners />
      </div>
      <div className={classes.areas}>
        <div className={`${classes.area} ${classes.first}`}>
          {first?.element}
        </div>
        <Cards
          cards={content}
          className={`${classes.area} ${classes.content}`}
        />
        <Cards cards={rest} className={`${classes.area} ${classes.rest}`} />
      </div>
    </>
  );
}

function Cards(props: {
  cards: EntityContentLayoutProps['cards'];
  className: string;
}) {
  return (
    <div className={props.className}>
      {props.cards.map((card, index) => (
        <Fragment key={card.element.key ?? index}>{card.element}</Fragment>
      ))}
    </div>
  );
}

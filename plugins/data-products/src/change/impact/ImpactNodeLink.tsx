import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { Node, NodeProps } from '@xyflow/react';
import { memo, useEffect, useId, useRef } from 'react';
import { Subtle } from '../../look';
import { NODE_HEIGHT, NODE_WIDTH } from './layOutImpact';

/** Of the smaller words of a node, which the graph hides from afar. */
export const DESCRIPTION_CLASS = 'impact-description';

/** What a node of the graph shows. */
export type ImpactNodeData = {
  /** Absent for what is not in the catalog, and has no page. */
  entityRef?: string;
  title: string;
  /** All else that is known of it, in words. */
  describe: () => string;
  isStart: boolean;
  /** Whether the keyboard was led here. */
  isFocused: boolean;
};

/** An entity, as the graph takes it. */
export type DrawnNode = Node<ImpactNodeData, 'entity'>;

const useStyles = makeStyles(theme => ({
  root: {
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    padding: theme.spacing(0.5, 1),
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    '&:focus-within': {
      outline: `2px solid ${theme.palette.text.primary}`,
      outlineOffset: 2,
    },
  },
  start: { borderWidth: 3 },
  title: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: 600,
  },
  description: {
    overflow: 'hidden',
    display: '-webkit-box',
    '-webkit-line-clamp': 2,
    '-webkit-box-orient': 'vertical',
    lineHeight: 1.2,
    '& span': { fontSize: '0.6875rem', lineHeight: 1.2 },
  },
}));

/** One entity of the graph, linked to its page. */
export const ImpactNodeLink = memo(function Entity(
  props: NodeProps<DrawnNode>,
) {
  const { data } = props;
  const { entityRef, title, isFocused } = data;
  const description = data.describe();
  const classes = useStyles();
  const descriptionId = useId();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFocused) {
      // The graph has come here already.
      root.current
        ?.querySelector<HTMLElement>('[data-entity]')
        ?.focus({ preventScroll: true });
    }
  }, [isFocused]);
  const shared = {
    'data-entity': props.id,
    'aria-describedby': descriptionId,
    title: `${title}: ${description}`,
    className: `${classes.title} nopan`,
  };
  return (
    <div
      ref={root}
      className={`${classes.root} ${data.isStart ? classes.start : ''}`}
    >
      {entityRef ? (
        <EntityRefLink entityRef={entityRef} {...shared}>
          {title}
        </EntityRefLink>
      ) : (
        // Nothing to be opened, yet a step of the way.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <span tabIndex={0} {...shared}>
          {title}
        </span>
      )}
      <div
        id={descriptionId}
        className={`${classes.description} ${DESCRIPTION_CLASS}`}
      >
        <Subtle>{description}</Subtle>
      </div>
    </div>
  );
});

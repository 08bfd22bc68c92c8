import '@xyflow/react/dist/base.css';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  Controls,
  Edge,
  Node,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { KeyboardEvent, useId, useMemo, useState } from 'react';
import {
  ImpactAnswer,
  ImpactNodeAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../../look';
import { useMessages } from '../../translation';
import { ImpactNodeLink, ImpactNodeData } from './ImpactNodeLink';
import {
  layOutImpact,
  NODE_HEIGHT,
  NODE_WIDTH,
  PlacedNode,
} from './layOutImpact';
import { titlesOf, useImpactWords } from './useImpactWords';

const NODE_TYPES = { entity: ImpactNodeLink };

/** Far enough out to see ten thousand, near enough to read. */
const MIN_ZOOM = 0.02;
const READABLE_ZOOM = 0.9;

const useStyles = makeStyles(theme => ({
  graph: {
    height: 480,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    '& .react-flow__edge-path': { stroke: theme.palette.text.secondary },
    '& .react-flow__controls-button': {
      background: theme.palette.background.paper,
      borderColor: theme.palette.divider,
      color: theme.palette.text.primary,
      fill: 'currentColor',
    },
  },
}));

interface Props {
  answer: ImpactAnswer;
  nodes: readonly ImpactNodeAnswer[];
}

/** What is reached as a graph, from left to right: walked with the arrow keys, opened with Enter. */
export function ImpactGraph(props: Props) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph(props: Props) {
  const { answer, nodes } = props;
  const classes = useStyles();
  const theme = useTheme();
  const t = useMessages();
  const hintId = useId();
  const flow = useReactFlow();
  const [focused, setFocused] = useState<string>();
  const words = useImpactWords(
    answer.direction,
    titlesOf(answer.entity, nodes),
  );
  const placed = useMemo(
    () => layOutImpact(answer.entity.ref, nodes),
    [answer.entity.ref, nodes],
  );
  const known = useMemo(
    () => new Map(nodes.map(node => [node.ref, node])),
    [nodes],
  );
  const drawn = [...placed.values()].map(({ ref, x, y }): Node => {
    const node = known.get(ref);
    const data: ImpactNodeData = {
      entityRef: node?.missing ? undefined : ref,
      title: node?.title ?? answer.entity.title,
      description: node ? words.describe(node) : t('impact.start'),
      isStart: node === undefined,
      isFocused: ref === focused,
    };
    return {
      id: ref,
      type: 'entity',
      position: { x, y },
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      data: { ...data },
    };
  });
  const edges = [...placed.values()].flatMap(
    ({ ref, parent, isIndirect }): Edge[] =>
      parent === undefined
        ? []
        : [
            {
              id: ref,
              source: parent,
              target: ref,
              style: isIndirect ? { strokeDasharray: '4 4' } : undefined,
            },
          ],
  );
  const goTo = (ref: string) => {
    const { x, y } = placed.get(ref)!;
    setFocused(ref);
    flow.setCenter(x + NODE_WIDTH / 2, y + NODE_HEIGHT / 2, {
      zoom: Math.max(flow.getZoom(), READABLE_ZOOM),
    });
  };
  const walk = (event: KeyboardEvent) => {
    const current = (event.target as HTMLElement).dataset.entity;
    const next = current && neighbour(placed, current, event.key);
    if (next) {
      event.preventDefault();
      event.stopPropagation();
      goTo(next);
    }
  };
  return (
    <div>
      <div id={hintId}>
        <Subtle component="p">{t('impact.keys')}</Subtle>
      </div>
      {/* The keys come from the links within it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={classes.graph}
        role="group"
        aria-label={t('impact.graphOf', { name: answer.entity.title })}
        aria-describedby={hintId}
        onKeyDown={walk}
        onFocus={({ target }) => setFocused(target.dataset.entity)}
        onBlur={({ currentTarget, relatedTarget }) => {
          // Else what comes back into sight would take the focus back.
          if (!currentTarget.contains(relatedTarget)) {
            setFocused(undefined);
          }
        }}
      >
        <ReactFlow
          nodes={drawn}
          edges={edges}
          nodeTypes={NODE_TYPES}
          colorMode={theme.palette.type}
          onlyRenderVisibleElements
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          preventScrolling={false}
          zoomOnScroll={false}
          minZoom={MIN_ZOOM}
          fitView
          fitViewOptions={{ maxZoom: 1 }}
        >
          <Controls showInteractive={false} aria-label={t('impact.controls')} />
        </ReactFlow>
      </div>
    </div>
  );
}

/** Where an arrow key leads from something: along the way, or up and down beside it. */
function neighbour(
  placed: ReadonlyMap<string, PlacedNode>,
  ref: string,
  key: string,
): string | undefined {
  const node = placed.get(ref);
  if (!node) {
    return undefined;
  }
  switch (key) {
    case 'ArrowRight':
      return node.children.at(0);
    case 'ArrowLeft':
      return node.parent;
    case 'ArrowDown':
    case 'ArrowUp': {
      const column = [...placed.values()].filter(({ x }) => x === node.x);
      const index = column.indexOf(node) + (key === 'ArrowDown' ? 1 : -1);
      return column[index]?.ref;
    }
    default:
      return undefined;
  }
}

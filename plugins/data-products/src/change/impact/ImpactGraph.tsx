import '@xyflow/react/dist/base.css';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  Controls,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { KeyboardEvent, useId, useMemo, useState } from 'react';
import {
  ImpactAnswer,
  ImpactNodeAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../../look';
import { useMessages } from '../../translation';
import { DESCRIPTION_CLASS, DrawnNode, ImpactNodeLink } from './ImpactNodeLink';
import {
  layOutImpact,
  NODE_HEIGHT,
  NODE_WIDTH,
  PlacedNode,
} from './layOutImpact';
import { ImpactWays } from './ImpactWays';
import { titlesOf, useImpactWords } from './useImpactWords';

const NODE_TYPES = { entity: ImpactNodeLink };

/** Far enough out to see ten thousand, near enough to read. */
const MIN_ZOOM = 0.02;
const READABLE_ZOOM = 0.9;
/** Farther out, words are smaller than three pixels. */
const WORDS_ZOOM = 0.25;

const useStyles = makeStyles(theme => ({
  graph: {
    height: 480,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    '& .react-flow__controls-button': {
      background: theme.palette.background.paper,
      borderColor: theme.palette.divider,
      color: theme.palette.text.primary,
      fill: 'currentColor',
    },
  },
  // Nobody can read them, and painting hundreds makes moving rough. They are
  // read out all the same.
  far: { [`& .${DESCRIPTION_CLASS}`]: { display: 'none' } },
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
  const isFar = useStore(({ transform: [, , zoom] }) => zoom < WORDS_ZOOM);
  const [focused, setFocused] = useState<string>();
  const titles = useMemo(
    () => titlesOf(answer.entity, nodes),
    [answer.entity, nodes],
  );
  const words = useImpactWords(answer.direction, titles);
  const placed = useMemo(
    () => layOutImpact(answer.entity.ref, nodes),
    [answer.entity.ref, nodes],
  );
  const unfocused = useMemo(() => {
    const known = new Map(nodes.map(node => [node.ref, node]));
    return [...placed.values()].map(each =>
      toDrawn(each, {
        node: known.get(each.ref),
        title: answer.entity.title,
        describe: node => (node ? words.describe(node) : t('impact.start')),
      }),
    );
  }, [placed, nodes, answer.entity.title, words, t]);
  // One is another one, so that the rest need not be drawn again.
  const drawn = useMemo(
    () =>
      unfocused.map(each =>
        each.id === focused
          ? { ...each, data: { ...each.data, isFocused: true } }
          : each,
      ),
    [unfocused, focused],
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
        className={`${classes.graph} ${isFar ? classes.far : ''}`}
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
          nodeTypes={NODE_TYPES}
          colorMode={theme.palette.type}
          onlyRenderVisibleElements
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          preventScrolling={false}
          zoomOnScroll={false}
          minZoom={MIN_ZOOM}
          // Not by its property: with sizes given, that comes before there is
          // anything to fit into.
          onInit={({ fitView }) => fitView({ maxZoom: 1 })}
        >
          <ImpactWays placed={placed} />
          <Controls showInteractive={false} aria-label={t('impact.controls')} />
        </ReactFlow>
      </div>
    </div>
  );
}

/**
 * With its size, and that no edge ends at it, so that what is out of sight is
 * never drawn: the library would draw all of it once to find these out.
 */
function toDrawn(
  { ref, x, y }: PlacedNode,
  options: {
    /** Absent for the start. */
    node: ImpactNodeAnswer | undefined;
    /** Of the start. */
    title: string;
    describe: (node: ImpactNodeAnswer | undefined) => string;
  },
): DrawnNode {
  const { node, title, describe } = options;
  return {
    id: ref,
    type: 'entity',
    position: { x, y },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    handles: [],
    data: {
      entityRef: node?.missing ? undefined : ref,
      title: node?.title ?? title,
      describe: () => describe(node),
      isStart: node === undefined,
      isFocused: false,
    },
  };
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

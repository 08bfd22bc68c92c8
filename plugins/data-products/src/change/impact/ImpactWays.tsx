import { useTheme } from '@material-ui/core/styles';
import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { drawWays } from './drawWays';
import { PlacedNode } from './layOutImpact';

/**
 * The lines from each entity to those after it. They are drawn as one, as
 * hundreds of edges that the library follows one by one make moving rough.
 */
export function ImpactWays(props: { placed: ReadonlyMap<string, PlacedNode> }) {
  const { placed } = props;
  const theme = useTheme();
  const { direct, indirect } = useMemo(() => drawWays(placed), [placed]);
  return (
    <ViewportPortal>
      <svg
        aria-hidden
        width={1}
        height={1}
        fill="none"
        stroke={theme.palette.text.secondary}
        style={{
          position: 'absolute',
          overflow: 'visible',
          pointerEvents: 'none',
          // Behind the entities.
          zIndex: -1,
        }}
      >
        <path d={direct} />
        <path d={indirect} strokeDasharray="4 4" />
      </svg>
    </ViewportPortal>
  );
}

import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { Subtle, toneColor, useElementWidth } from '../look';
import { LevelMark } from '../readiness';
import { useMessages } from '../translation';
import { PathStep } from './pathSteps';

/** Between the steps of a line, in pixels. */
const GAP = 16;

const useStyles = makeStyles(theme => {
  const line = `2px solid ${theme.palette.divider}`;
  return {
    list: { margin: 0, padding: 0, listStyle: 'none' },
    across: { display: 'grid', columnGap: GAP },
    step: {
      position: 'relative',
      minWidth: 0,
      lineHeight: 1.4,
      overflowWrap: 'anywhere',
    },
    // Stages, names, owners and states of the steps in a line stand level.
    stepAcross: {
      display: 'grid',
      gridRow: 'span 4',
      gridTemplateRows: 'subgrid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      alignContent: 'start',
      padding: theme.spacing(4.5, 0, 2),
      '&:not(:last-child)::before': {
        content: '""',
        position: 'absolute',
        top: 13,
        left: 28,
        right: -GAP,
        borderTop: line,
      },
    },
    endOfLine: { '&:not(:last-child)::before': { right: 0 } },
    stepDown: {
      paddingLeft: theme.spacing(5),
      paddingBottom: theme.spacing(2),
      '&:not(:last-child)::before': {
        content: '""',
        position: 'absolute',
        top: 28,
        bottom: 0,
        left: 13,
        borderLeft: line,
      },
    },
    number: {
      position: 'absolute',
      top: 0,
      left: 0,
      width: 28,
      height: 28,
      display: 'grid',
      placeItems: 'center',
      borderRadius: '50%',
      border: `2px solid ${toneColor(theme, 'calm')}`,
      fontWeight: 700,
      fontSize: '0.8125rem',
    },
    weak: {
      borderColor: toneColor(theme, 'bad'),
      color: toneColor(theme, 'bad'),
    },
    gapNumber: { borderStyle: 'dashed' },
    name: { fontWeight: 600 },
    level: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(0.5),
      fontSize: '0.8125rem',
    },
    problem: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      color: toneColor(theme, 'bad'),
      fontWeight: 600,
      fontSize: '0.8125rem',
      '& svg': { fontSize: '1rem' },
    },
  };
});

/** A step needs so many pixels to be read beside others. */
const STEP_WIDTH = 140;
/** Narrower than so many pixels the line runs downwards. */
const NARROW = 560;

/**
 * A path as a line of steps, to be read like a sentence: across, in as many
 * lines as it needs, or downwards where there is little room.
 */
export function PathLine(props: { steps: PathStep[]; label: string }) {
  const { steps } = props;
  const classes = useStyles();
  const t = useMessages();
  const [ref, width] = useElementWidth();
  const down = width !== undefined && width < NARROW;
  const rows =
    Math.ceil((steps.length * STEP_WIDTH) / (width ?? Infinity)) || 1;
  const columns = Math.ceil(steps.length / rows);

  return (
    <div ref={ref}>
      <ol
        className={`${classes.list} ${down ? '' : classes.across}`}
        style={
          down
            ? undefined
            : { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }
        }
        aria-label={props.label}
      >
        {steps.map((step, index) => (
          <li
            key={`${index} ${step.stage}`}
            className={[
              classes.step,
              down ? classes.stepDown : classes.stepAcross,
              !down && (index + 1) % columns === 0 ? classes.endOfLine : '',
            ].join(' ')}
          >
            <span
              aria-hidden
              className={[
                classes.number,
                step.problem || step.level === 'not-ready' ? classes.weak : '',
                step.problem === 'missing-stage' ? classes.gapNumber : '',
              ].join(' ')}
            >
              {index + 1}
            </span>
            <Subtle component="div">{t(`stage.${step.stage}`)}</Subtle>
            <StepContent step={step} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function StepContent(props: { step: PathStep }) {
  const { step } = props;
  const classes = useStyles();
  const t = useMessages();
  // Every part is there, also empty, so that those of other steps stand level.
  return (
    <>
      <div className={classes.name} title={step.description}>
        {step.entityRef && step.problem !== 'not-in-catalog' ? (
          <EntityRefLink entityRef={step.entityRef} hideIcon>
            {step.name}
          </EntityRefLink>
        ) : (
          step.name
        )}
      </div>
      <div>
        {step.ownerRefs.map(owner => (
          <div key={owner}>
            <EntityRefLink entityRef={owner} hideIcon />
          </div>
        ))}
      </div>
      <div>
        {step.level && (
          <div className={classes.level}>
            <span>{step.score}</span> <LevelMark level={step.level} />
          </div>
        )}
        {step.problem && (
          <div className={classes.problem}>
            <ReportProblemOutlinedIcon aria-hidden />
            {t(`path.problem.${step.problem}`)}
          </div>
        )}
      </div>
    </>
  );
}

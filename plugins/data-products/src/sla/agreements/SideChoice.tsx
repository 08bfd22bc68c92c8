import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { AgreementSide } from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../../translation';

const useStyles = makeStyles(theme => ({
  root: { border: 0, margin: theme.spacing(1, 0), padding: 0 },
  legend: { fontWeight: 600, padding: 0 },
}));

/** For which party somebody acts who belongs to both; nothing for others. */
export function SideChoice(props: {
  sides: readonly AgreementSide[];
  nameOf: (side: AgreementSide) => string;
  chosen: AgreementSide | undefined;
  onChange: (side: AgreementSide) => void;
}) {
  const classes = useStyles();
  const t = useMessages();
  const name = useId();
  if (props.sides.length < 2) {
    return null;
  }
  return (
    <fieldset className={classes.root}>
      <legend className={classes.legend}>{t('agreement.for')}</legend>
      <RadioGroup
        row
        name={name}
        value={props.chosen ?? ''}
        onChange={event => props.onChange(event.target.value as AgreementSide)}
      >
        {props.sides.map(side => (
          <FormControlLabel
            key={side}
            value={side}
            control={<Radio size="small" color="primary" />}
            label={`${props.nameOf(side)}, ${t(`agreement.side.${side}`)}`}
          />
        ))}
      </RadioGroup>
    </fieldset>
  );
}

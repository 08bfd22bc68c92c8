import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  Briefing,
  writeBriefingMarkdown,
} from '@handoff/backstage-plugin-data-products-common';
import { saveFile } from '../forms/saveFile';
import { Subtle } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  button: { textTransform: 'none' },
}));

/** Puts a briefing on paper, into the clipboard or into a file. */
export function BriefingActions(props: {
  briefing: Briefing;
  fileName: string;
}) {
  const { briefing, fileName } = props;
  const classes = useStyles();
  const t = useMessages();
  const [said, setSaid] = useState('');

  const copy = async () => {
    try {
      // There is no clipboard where the portal comes without HTTPS.
      await navigator.clipboard.writeText(writeBriefingMarkdown(briefing));
      setSaid(t('briefing.copied'));
    } catch {
      setSaid(t('briefing.copyFailed'));
    }
  };
  const actions = [
    { label: t('briefing.print'), act: () => window.print() },
    { label: t('briefing.copy'), act: copy },
    {
      label: t('briefing.download'),
      act: () =>
        saveFile(
          new Blob([writeBriefingMarkdown(briefing)], {
            type: 'text/markdown',
          }),
          fileName,
        ),
    },
  ];
  return (
    <div
      role="group"
      aria-label={t('briefing.actions')}
      className={classes.root}
    >
      {actions.map(({ label, act }) => (
        <Button
          key={label}
          size="small"
          variant="outlined"
          className={classes.button}
          onClick={act}
        >
          {label}
        </Button>
      ))}
      <span role="status">{said && <Subtle>{said}</Subtle>}</span>
    </div>
  );
}

import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { QualityExpectation } from '@handoff/backstage-plugin-data-products-common';
import { ScrollRegion, spaced, Subtle, toneColor, useLanguage } from '../look';
import { useMessages } from '../translation';
import {
  expectationTitle,
  isRuleType,
  thresholdInWords,
} from './expectationInWords';

const useStyles = makeStyles(theme => ({
  table: { minWidth: 640 },
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    lineHeight: 1.43,
    wordBreak: 'normal',
  },
  element: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  none: { color: toneColor(theme, 'caution') },
}));

/** The quality rules of a contract, each with the threshold that it sets. */
export function QualityTable(props: { rules: QualityExpectation[] }) {
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  return (
    <ScrollRegion label={t('contract.quality')}>
      <Table
        size="small"
        className={classes.table}
        aria-label={t('contract.quality')}
      >
        <TableHead>
          <TableRow>
            {[
              t('contract.rule'),
              t('contract.judges'),
              t('contract.threshold'),
              t('contract.severity'),
            ].map(title => (
              <TableCell key={title} className={classes.cell}>
                {title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rules.map((rule, index) => (
            <TableRow key={`${rule.element} ${rule.name} ${index}`}>
              <TableCell className={classes.cell}>
                <strong>
                  {expectationTitle(rule) ??
                    (isRuleType(rule.type)
                      ? t(`ruleType.${rule.type}`)
                      : spaced(rule.type))}
                </strong>
                {rule.description && (
                  <Subtle component="div">{rule.description}</Subtle>
                )}
                {rule.businessImpact && (
                  <Subtle component="div">
                    {t('contract.impact')} {spaced(rule.businessImpact)}
                  </Subtle>
                )}
              </TableCell>
              <TableCell className={classes.cell}>
                <Link
                  to={`#${encodeURIComponent(rule.element)}`}
                  className={classes.element}
                >
                  {rule.element}
                </Link>
                {rule.dimension && (
                  <Subtle component="div">{spaced(rule.dimension)}</Subtle>
                )}
              </TableCell>
              <TableCell className={classes.cell}>
                {thresholdInWords(rule, language) ?? (
                  <span className={classes.none}>
                    {t('contract.noThreshold')}
                  </span>
                )}
                {rule.tolerance && !rule.threshold && (
                  <Subtle component="div">{rule.tolerance}</Subtle>
                )}
              </TableCell>
              <TableCell className={classes.cell}>
                {rule.severity && spaced(rule.severity)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}

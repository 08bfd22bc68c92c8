import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { CompanyMark } from './CompanyMark';

const useStyles = makeStyles({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    marginLeft: 20,
    color: '#fff',
    '&:hover, &:focus': { color: '#fff' },
  },
  name: {
    fontSize: 18,
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
});

/** The company's mark, with its name beside it where there is room. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const company = useApi(configApiRef).getString('organization.name');

  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label={`${company}, start page`}
      >
        <CompanyMark />
        {isOpen && <span className={classes.name}>{company}</span>}
      </Link>
    </div>
  );
}

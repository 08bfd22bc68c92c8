import Box from '@material-ui/core/Box';
import Container from '@material-ui/core/Container';
import Typography from '@material-ui/core/Typography';

/** What a portal without the demo provider shows until it has one of its own. */
export function NoSignIn() {
  return (
    <Container component="main" maxWidth="sm">
      <Box my={8}>
        <Typography variant="h3" component="h1" gutterBottom>
          Nobody can sign in yet
        </Typography>
        <Typography>
          This portal has no auth provider. Add one to the backend and to the
          app, and set it up in auth.providers of the configuration.
        </Typography>
      </Box>
    </Container>
  );
}

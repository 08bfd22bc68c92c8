import { ResponseError } from '@backstage/errors';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Container from '@material-ui/core/Container';
import Typography from '@material-ui/core/Typography';

/** Says why signing in did not work, and what to do about it. */
export function SignInFailed(props: {
  person: string;
  error?: Error;
  onRetry(): void;
  onBack(): void;
}) {
  return (
    <Container component="main" maxWidth="sm">
      <Box my={8} role="alert">
        <Typography variant="h3" component="h1" gutterBottom>
          You are not signed in as {props.person} yet
        </Typography>
        <Typography paragraph>{reasonOf(props.error)}</Typography>
        <Box display="flex" flexWrap="wrap" gridGap={16}>
          <Button variant="contained" color="primary" onClick={props.onRetry}>
            Try again
          </Button>
          <Button variant="outlined" onClick={props.onBack}>
            Choose somebody else
          </Button>
        </Box>
      </Box>
    </Container>
  );
}

function reasonOf(error: Error | undefined): string {
  if (error instanceof ResponseError) {
    // What the backend said, without the status line around it.
    return `${error.cause.message}.`;
  }
  return 'The backend does not answer. It may still be starting: try again in a few seconds.';
}

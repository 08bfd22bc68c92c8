import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Container from '@material-ui/core/Container';
import Grid from '@material-ui/core/Grid';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { FormEvent, useState } from 'react';
import { DemoPerson } from './demoPeople';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', padding: 0 },
  card: { height: '100%' },
  action: { height: '100%' },
  content: { height: '100%' },
  // Material UI's own grey is too pale for small words on the page.
  help: { color: theme.palette.text.primary },
}));

/** The people to choose from, and a field for everyone else in the catalog. */
export function PeoplePicker(props: {
  company: string;
  people: DemoPerson[];
  onPick(name: string): void;
}) {
  const classes = useStyles();
  return (
    <Container component="main" maxWidth="lg">
      <Box my={4}>
        <Typography variant="h2" component="h1" gutterBottom>
          Who are you today?
        </Typography>
        <Typography paragraph>
          {props.company} is an example company. Choose one of its people; the
          portal then shows what they may see and what waits for them.
        </Typography>
        <Grid container spacing={2} component="ul" className={classes.list}>
          {props.people.map(person => (
            <Grid item xs={12} sm={6} md={3} component="li" key={person.name}>
              <PersonCard
                person={person}
                onPick={() => props.onPick(person.name)}
              />
            </Grid>
          ))}
        </Grid>
        <SomebodyElse onPick={props.onPick} />
      </Box>
    </Container>
  );
}

function PersonCard(props: { person: DemoPerson; onPick(): void }) {
  const classes = useStyles();
  const { title, role, asks } = props.person;
  return (
    <Card variant="outlined" className={classes.card}>
      <CardActionArea className={classes.action} onClick={props.onPick}>
        <CardContent className={classes.content}>
          <Typography variant="h5" component="h2">
            {title}
          </Typography>
          <Typography variant="body2">{role}</Typography>
          {asks && (
            <Typography variant="body2" color="textSecondary">
              {asks}
            </Typography>
          )}
        </CardContent>
      </CardActionArea>
    </Card>
  );
}

function SomebodyElse(props: { onPick(name: string): void }) {
  const classes = useStyles();
  const [name, setName] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) {
      props.onPick(name.trim());
    }
  };
  return (
    <Box
      component="form"
      mt={3}
      display="flex"
      flexWrap="wrap"
      alignItems="center"
      gridGap={16}
      // Material UI's Box does not know the events of its component.
      {...{ onSubmit }}
    >
      <TextField
        id="demo-user-name"
        label="Somebody else"
        placeholder="niklas-berg"
        helperText="The name of a user in the catalog"
        FormHelperTextProps={{ className: classes.help }}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <Button type="submit" variant="outlined" disabled={!name.trim()}>
        Sign in
      </Button>
    </Box>
  );
}

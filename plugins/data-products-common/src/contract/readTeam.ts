import {
  Contract,
  ContractRole,
  ContractSupportChannel,
  ContractTeamMember,
} from './Contract';
import { DocumentObject } from './DocumentObject';
import {
  MEMBER_FIELDS,
  ROLE_FIELDS,
  SUPPORT_FIELDS,
  TEAM_FIELDS,
} from './odcsFields';
import { readCustomProperties, readLinks } from './readLinks';

/**
 * Reads `team`: an object with members as of 3.1, or the list of members that
 * 3.0 had and 3.1 still allows.
 */
export function readTeam(document: DocumentObject): Contract['team'] {
  if (Array.isArray(document.raw('team'))) {
    return { members: readMembers(document, 'team') };
  }
  const team = document.object('team');
  if (!team) {
    return { members: [] };
  }
  team.expectFields(TEAM_FIELDS, 'a team');
  readCustomProperties(team);
  readLinks(team);
  team.texts('tags');
  return {
    name: team.text('name'),
    description: team.text('description'),
    members: readMembers(team, 'members'),
  };
}

function readMembers(
  owner: DocumentObject,
  field: string,
): ContractTeamMember[] {
  return owner.objects(field).flatMap(member => {
    member.expectFields(MEMBER_FIELDS, 'a team member');
    readCustomProperties(member);
    readLinks(member);
    member.texts('tags');
    const dateIn = member.day('dateIn');
    const dateOut = member.day('dateOut');
    if (dateIn && dateOut && dateOut < dateIn) {
      member.log.error(
        member.at('dateOut'),
        `is before dateIn (${dateIn}): one of the two is wrong`,
      );
    }
    const username = member.requiredText('username', 'a team member');
    return username
      ? [
          {
            username,
            name: member.text('name'),
            role: member.text('role'),
            description: member.text('description'),
            dateIn,
            dateOut,
            replacedByUsername: member.text('replacedByUsername'),
            pointer: member.pointer,
          },
        ]
      : [];
  });
}

/** Reads `support`: where consumers ask and are told. */
export function readSupport(
  document: DocumentObject,
): ContractSupportChannel[] {
  return document.objects('support').flatMap(support => {
    support.expectFields(SUPPORT_FIELDS, 'a support channel');
    readCustomProperties(support);
    const url = support.text('url');
    const channel = support.requiredText('channel', 'a support channel') ?? url;
    return channel
      ? [
          {
            channel,
            tool: support.text('tool'),
            url,
            invitationUrl: support.text('invitationUrl'),
            scope: support.text('scope'),
            description: support.text('description'),
          },
        ]
      : [];
  });
}

/** Reads `roles`: the access roles that a consumer may be given. */
export function readRoles(owner: DocumentObject): ContractRole[] {
  return owner.objects('roles').flatMap(entry => {
    entry.expectFields(ROLE_FIELDS, 'an access role');
    readCustomProperties(entry);
    const role = entry.requiredText('role', 'an access role');
    return role
      ? [
          {
            role,
            access: entry.text('access'),
            description: entry.text('description'),
            firstLevelApprovers: entry.text('firstLevelApprovers'),
            secondLevelApprovers: entry.text('secondLevelApprovers'),
          },
        ]
      : [];
  });
}

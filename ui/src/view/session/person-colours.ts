export { initials, personColour } from '../../state/session/person-colours';

export { initials, personColour } from '../../state/person-colours';
